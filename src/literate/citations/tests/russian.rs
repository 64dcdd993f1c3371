//! The numbered list, after GOST R 7.0.5-2008.

use super::{citations, list};
use crate::settings::Language::Ru;

#[test]
fn russian_works() {
    assert_eq!(
        list(Ru, &["article-ru", "book-ru", "web-ru"]),
        [
            "Дмитриевский Е. Ю. Торговля и интеграция. 2-е изд. Москва: Наука, 2015. 320~с.",
            "Евразийская экономическая комиссия. Статистика внешней торговли [Электронный ресурс]. 2023. \
             URL: https://eec.eaeunion.org/ (дата обращения: 15.01.2024).",
            "Щукин Ю. Я., Варнавский В. Г. Россия и «Один пояс»: объём торговли // Вопросы экономики. 2020. \
             Т.~12, №~3. С.~5–17.",
        ]
    );
}

#[test]
fn english_works_keep_their_abbreviations() {
    assert_eq!(
        list(Ru, &["article-en", "book-en", "web-en"]),
        [
            "Baldwin R. The Great Convergence. 2nd ed. Cambridge: Harvard University Press, 2016. 344~p.",
            "Koopman R., Wang Z., Wei S.-J. Tracing value added // American Economic Review. 2014. Vol.~104, No.~2. \
             P.~459–494.",
            "World Bank. World Development Indicators [Electronic resource]. URL: https://data.worldbank.org/ \
             (accessed: 15.01.2024).",
        ]
    );
}

#[test]
fn works_in_other_languages_read_like_english_ones_and_stand_among_them() {
    assert_eq!(
        list(Ru, &["article-de", "article-ru", "web-en", "article-en"])[1..3],
        [
            "Koopman R., Wang Z., Wei S.-J. Tracing value added // American Economic Review. 2014. Vol.~104, No.~2. \
             P.~459–494.",
            "Österle H., Leyen U. von der. Der Handel // Zeitschrift für Wirtschaft. 2020. Vol.~12, No.~3. P.~5–17.",
        ]
    );
}

#[test]
fn parts_of_books_reports_and_data() {
    assert_eq!(
        list(Ru, &["chapter-en", "paper-en", "report-en", "data-en", "edited-ru"]),
        [
            "Сборник трудов / ред. С. Т. Петров. Москва: Наука, 2015.",
            "Doe J. A chapter // The Book / ed. by R. Roe. London: Press, 2011. P.~1–9.",
            "Doe J. A paper (2011) // Proceedings / ed. by R. Roe. Press, 2011. Vol.~2. P.~1.",
            "Doe J. Data [Electronic resource]. Zenodo, 2012. URL: https://doi.org/10.5281/zenodo.1.",
            "International Monetary Fund. A report: Country Report 13. Washington: International Monetary Fund, 2013.",
        ]
    );
}

#[test]
fn initials_are_no_volumes_and_cyrillic_titles_speak_russian() {
    assert_eq!(
        list(Ru, &["none-ru"]),
        ["Юрский Т. С. Том Т.~7 и страница // Журнал. 2020. Т.~1, №~2. С.~3."]
    );
}

#[test]
fn citations_are_numbers_of_the_list() {
    assert_eq!(
        citations(Ru, &["article-en", "article-ru", "book-ru"]),
        ["[3]", "[2]", "[1]"]
    );
}
