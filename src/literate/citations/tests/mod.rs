mod english;
mod problems;
mod russian;

use super::{Bibliography, Cited, bibtex};
use crate::literate::document::{CitedWork, Inline, plain_text};
use crate::settings::Language;

/// Works of many kinds; each test cites some of them.
const WORKS: &str = r#"
@article{article-ru, author = {Щукин, Юлия Яковлевна and Варнавский, В. Г.},
  title = {Россия и «Один пояс»: объём торговли}, journaltitle = {Вопросы экономики},
  date = {2020}, volume = {12}, number = {3}, pages = {5--17}, langid = {russian},
  note = {Russia and One Belt: the volume of trade} }
@book{book-ru, author = {Дмитриевский, Е. Ю.}, title = {Торговля и интеграция}, edition = {2},
  publisher = {Наука}, location = {Москва}, date = {2015}, pagetotal = {320}, langid = {russian},
  note = {In Russ.} }
@online{web-ru, author = {{Евразийская экономическая комиссия}}, title = {Статистика внешней торговли},
  date = {2023}, url = {https://eec.eaeunion.org/}, urldate = {2024-01-15}, langid = {russian} }
@book{edited-ru, editor = {Петров, С. Т.}, title = {Сборник трудов}, publisher = {Наука},
  location = {Москва}, date = {2015}, langid = {russian} }
@article{none-ru, author = {Юрский, Т. С.}, title = {Том Т. 7 и страница}, journaltitle = {Журнал},
  date = {2020}, volume = {1}, number = {2}, pages = {3} }
@article{article-en, author = {Koopman, Robert and Wang, Zhi and Wei, Shang-Jin}, title = {Tracing value added},
  journaltitle = {American Economic Review}, date = {2014}, volume = {104}, number = {2}, pages = {459--494},
  doi = {10.1257/aer.104.2.459}, langid = {english} }
@book{book-en, author = {Baldwin, Richard}, title = {The Great Convergence}, edition = {2},
  publisher = {Harvard University Press}, location = {Cambridge}, date = {2016}, pagetotal = {344},
  langid = {english} }
@online{web-en, author = {{World Bank}}, title = {World Development Indicators},
  url = {https://data.worldbank.org/}, urldate = {2024-01-15}, langid = {english} }
@online{web-en2, author = {{World Bank}}, title = {World Trade}, url = {https://worldbank.org/}, langid = {english} }
@incollection{chapter-en, author = {Doe, J.}, title = {A chapter}, booktitle = {The Book}, editor = {Roe, Richard},
  publisher = {Press}, location = {London}, date = {2011}, pages = {1--9}, langid = {english} }
@inproceedings{paper-en, author = {Doe, J.}, title = {A paper (2011)}, booktitle = {Proceedings}, editor = {Roe, R.},
  publisher = {Press}, date = {2011}, pages = {1}, volume = {2}, langid = {english} }
@report{report-en, author = {{International Monetary Fund}}, title = {A report}, type = {Country Report},
  number = {13}, institution = {International Monetary Fund}, location = {Washington}, date = {2013},
  langid = {english} }
@dataset{data-en, author = {Doe, J.}, title = {Data}, publisher = {Zenodo}, date = {2012}, doi = {10.5281/zenodo.1},
  langid = {english} }
@article{article-de, author = {Österle, Hans and von der Leyen, Ursula}, title = {Der Handel},
  journaltitle = {Zeitschrift für Wirtschaft}, date = {2020}, volume = {12}, number = {3}, pages = {5--17},
  langid = {german} }
"#;

/// The list of works, italics between underscores and no-break spaces as `~`.
fn list(language: Language, keys: &[&str]) -> Vec<String> {
    with_cited(language, keys, |cited| {
        let references = cited.references();
        let lines = references.iter().map(|reference| marked(&reference.content));
        lines.map(|line| line.replace('\u{a0}', "~")).collect()
    })
}

/// What a citation of each work reads in the text.
fn citations(language: Language, keys: &[&str]) -> Vec<String> {
    with_cited(language, keys, |cited| {
        let citation = |key: &&str| {
            let item = CitedWork {
                key: (*key).to_owned(),
                locator: None,
            };
            plain_text(&cited.citation(&[item], false))
        };
        keys.iter().map(citation).collect()
    })
}

fn with_cited<T>(language: Language, keys: &[&str], use_it: impl FnOnce(Cited) -> T) -> T {
    let works = bibtex::parse("works.bib", WORKS).expect("the works of the tests are well-formed");
    let bibliography = Bibliography::of(&works, language).expect("the styles are complete");
    use_it(Cited::new(&bibliography, keys.iter().copied()).expect("the keys are known"))
}

fn marked(content: &[Inline]) -> String {
    let inlines = content.iter().map(|inline| match inline {
        Inline::Emphasis(inner) => format!("_{}_", marked(inner)),
        other => plain_text(std::slice::from_ref(other)),
    });
    inlines.collect()
}
