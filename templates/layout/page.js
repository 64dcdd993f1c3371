// Brings the page to life. The files under page/ come before this one in the same module script;
// they only declare, and this list is the order in which they run.

const page = document.documentElement;
const russian = page.lang.slice(0, 2) === "ru";
const words = embeddedJson("strings") || {};

followTheme();
followSections();
keepPlaceInOtherLanguage();
makeTablesSortable();
makeNumbersOpenable();
equipExhibits();
linkPermanently();
placeNotesBeside();
makeChartsInteractive();
