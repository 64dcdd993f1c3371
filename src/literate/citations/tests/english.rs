//! The author–date list, with Russian works in Latin letters.

use super::{citations, list};
use crate::settings::Language::En;

#[test]
fn english_works() {
    assert_eq!(
        list(En, &["article-en", "book-en", "web-en"]),
        [
            "Baldwin, R. (2016). _The Great Convergence_ (2nd ed.). Harvard University Press.",
            "Koopman, R., Wang, Z., & Wei, S.-J. (2014). Tracing value added. _American Economic Review_, _104_(2), \
             459–494. https://doi.org/10.1257/aer.104.2.459",
            "World Bank. (n.d.). _World Development Indicators_. Retrieved January 15, 2024, from \
             https://data.worldbank.org/",
        ]
    );
}

#[test]
fn russian_works_without_a_twin_are_transliterated() {
    assert_eq!(
        list(En, &["article-ru", "book-ru", "web-ru", "edited-ru"]),
        [
            "Dmitrievsky, E. Yu. (2015). _Torgovlya i integratsiya_ (2nd ed.). Nauka. [In Russ.]",
            "Evraziyskaya ekonomicheskaya komissiya. (2023). _Statistika vneshney torgovli_. \
             https://eec.eaeunion.org/ [in Russian]",
            "Petrov, S. T. (Ed.). (2015). _Sbornik trudov_. Nauka. [in Russian]",
            "Shchukin, Yu. Ya., & Varnavsky, V. G. (2020). Rossiya i “Odin poyas”: obyom torgovli [Russia and One \
             Belt: the volume of trade]. _Voprosy ekonomiki_, _12_(3), 5–17. [in Russian]",
        ]
    );
}

#[test]
fn citations_name_transliterated_people() {
    assert_eq!(
        citations(En, &["article-ru", "edited-ru", "web-ru", "none-ru"]),
        [
            "(Shchukin and Varnavsky, 2020)",
            "(Petrov, 2015)",
            "(Evraziyskaya ekonomicheskaya komissiya, 2023)",
            "(Yursky, 2020)",
        ]
    );
}

#[test]
fn works_in_other_languages_stay_as_they_are() {
    assert_eq!(
        list(En, &["article-de"]),
        ["Österle, H., & von der Leyen, U. (2020). Der Handel. _Zeitschrift für Wirtschaft_, _12_(3), 5–17."]
    );
    assert_eq!(citations(En, &["article-de"]), ["(Österle and von der Leyen, 2020)"]);
}

#[test]
fn parts_of_books_reports_and_data() {
    assert_eq!(
        list(En, &["chapter-en", "paper-en", "report-en", "data-en"]),
        [
            "Doe, J. (2011a). A chapter. In R. Roe (Ed.), _The Book_ (pp. 1–9). Press.",
            "Doe, J. (2011b). A paper (2011). In R. Roe (Ed.), _Proceedings_ (Vol. 2, p. 1). Press.",
            "Doe, J. (2012). _Data_ [Data set]. Zenodo. https://doi.org/10.5281/zenodo.1",
            "International Monetary Fund. (2013). _A report_ (Country Report No. 13).",
        ]
    );
}

#[test]
fn letters_tell_works_of_the_same_authors_and_year_apart() {
    assert_eq!(
        list(En, &["web-en2", "web-en"]),
        [
            "World Bank. (n.d.-a). _World Development Indicators_. Retrieved January 15, 2024, from \
             https://data.worldbank.org/",
            "World Bank. (n.d.-b). _World Trade_. https://worldbank.org/",
        ]
    );
    assert_eq!(
        citations(En, &["web-en2", "web-en", "chapter-en", "paper-en"]),
        [
            "(World Bank, n.d.-b)",
            "(World Bank, n.d.-a)",
            "(Doe, 2011a)",
            "(Doe, 2011b)"
        ]
    );
}
