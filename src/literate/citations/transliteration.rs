//! Russian in Latin letters, after BGN/PCGN in the simple form of English journals.

/// A text in Latin letters; adjectives end in -y, «технологий» in -iy.
pub(super) fn transliterate(text: &str) -> String {
    written(text, ends_adjective)
}

/// The name of a person in Latin letters, where each -ий is -y: Yury, Vardomsky.
pub(super) fn transliterate_name(name: &str) -> String {
    written(name, |_| true)
}

/// Whether a note says what language a work is in: «In Russ.», «на рус. яз.».
pub(super) fn is_about_language(note: &str) -> bool {
    let note = note.to_lowercase();
    note.contains("in rus") || note.contains("на рус")
}

/// `is_short` decides from the letters before it whether -ий at the end of a word is -y.
fn written(text: &str, is_short: impl Fn(&[char]) -> bool) -> String {
    let letters = composed(text);
    let mut latin = String::with_capacity(text.len());
    let mut word_start = 0;
    let mut position = 0;
    while let Some(&letter) = letters.get(position) {
        let previous = position.checked_sub(1).and_then(|before| letters.get(before)).copied();
        let next = letters.get(position + 1).copied();
        if !previous.is_some_and(char::is_alphabetic) {
            word_start = position;
        }
        let stem = &letters[word_start..position];
        let ends_word = !letters.get(position + 2).is_some_and(|after| after.is_alphabetic());
        let is_ending = match (lower(letter), next.map(lower)) {
            ('ы', Some('й')) => stem.len() > 1,
            ('и', Some('й')) => stem.len() > 1 && is_short(stem),
            _ => false,
        };
        if is_ending && ends_word {
            latin.push(if letter.is_uppercase() { 'Y' } else { 'y' });
            position += 2;
            continue;
        }
        push(&mut latin, letter, previous, next);
        position += 1;
    }
    latin
}

/// Writes one letter; the case of a pair such as «Sh» follows the neighbours.
fn push(latin: &mut String, letter: char, previous: Option<char>, next: Option<char>) {
    let after_sign = matches!(previous.map(lower), Some('ь' | 'ъ'));
    let Some(latin_letters) = in_latin(lower(letter), after_sign) else {
        latin.push(letter);
        return;
    };
    if !letter.is_uppercase() {
        latin.push_str(latin_letters);
        return;
    }
    let neighbour = next
        .filter(|c| c.is_alphabetic())
        .or(previous.filter(|c| c.is_alphabetic()));
    if neighbour.is_some_and(char::is_uppercase) {
        latin.push_str(&latin_letters.to_uppercase());
    } else {
        let mut rest = latin_letters.chars();
        latin.extend(rest.next().map(|first| first.to_ascii_uppercase()));
        latin.push_str(rest.as_str());
    }
}

/// Letters, and what each becomes; the stress mark and the hard and soft sign become nothing.
const RUSSIAN: &str = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя\u{301}";
const LATIN: [&str; 34] = [
    "a", "b", "v", "g", "d", "e", "yo", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f",
    "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya", "",
];

/// Other letters of Cyrillic names, and signs.
const OTHER: &str = "іїєґў«»№";
const OTHER_LATIN: [&str; 8] = ["i", "yi", "ye", "g", "u", "“", "”", "No."];

/// What a lower-case letter becomes; none for what is not Cyrillic.
fn in_latin(letter: char, after_sign: bool) -> Option<&'static str> {
    let find = |letters: &str, latin: &[&'static str]| {
        let position = letters.chars().position(|known| known == letter)?;
        latin.get(position).copied()
    };
    match letter {
        'е' if after_sign => Some("ye"),
        'и' if after_sign => Some("yi"),
        'о' if after_sign => Some("yo"),
        _ => find(RUSSIAN, &LATIN).or_else(|| find(OTHER, &OTHER_LATIN)),
    }
}

/// Whether -ий behind these letters is the end of an adjective (российский, внешний), not of a noun in the
/// genitive plural (технологий, отношений).
fn ends_adjective(stem: &[char]) -> bool {
    let vowels = "аеёиоуыэюя";
    match stem {
        [
            ..,
            'к' | 'х' | 'ж' | 'ч' | 'ш' | 'щ' | 'К' | 'Х' | 'Ж' | 'Ч' | 'Ш' | 'Щ',
        ] => true,
        [.., before, 'н' | 'Н'] => !vowels.contains(lower(*before)),
        _ => false,
    }
}

/// The letters, with й and ё in one piece.
fn composed(text: &str) -> Vec<char> {
    let mut letters: Vec<char> = Vec::with_capacity(text.len());
    for letter in text.chars() {
        let whole = match (letters.last(), letter) {
            (Some('и'), '\u{306}') => Some('й'),
            (Some('И'), '\u{306}') => Some('Й'),
            (Some('у'), '\u{306}') => Some('ў'),
            (Some('У'), '\u{306}') => Some('Ў'),
            (Some('е'), '\u{308}') => Some('ё'),
            (Some('Е'), '\u{308}') => Some('Ё'),
            _ => None,
        };
        match (letters.last_mut(), whole) {
            (Some(last), Some(whole)) => *last = whole,
            _ => letters.push(letter),
        }
    }
    letters
}

fn lower(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::{is_about_language, transliterate, transliterate_name};

    #[test]
    fn names() {
        for (russian, latin) in [
            ("Абрамов", "Abramov"),
            ("Щукин", "Shchukin"),
            ("Юлия", "Yuliya"),
            ("Ёлкин", "Yolkin"),
            ("Варнавский", "Varnavsky"),
            ("Юрий", "Yury"),
            ("Белый", "Bely"),
            ("Анатолий", "Anatoly"),
            ("Кий", "Kiy"),
            ("Хейфец", "Kheyfets"),
            ("Татьяна", "Tatyana"),
            ("Васильев", "Vasilyev"),
            ("Ильин", "Ilyin"),
            ("Воробьёв", "Vorobyov"),
            ("Сергей", "Sergey"),
            ("Жданов-Чехов", "Zhdanov-Chekhov"),
            ("Ю. Я.", "Yu. Ya."),
        ] {
            assert_eq!(transliterate_name(russian), latin, "{russian}");
        }
    }

    #[test]
    fn texts() {
        for (russian, latin) in [
            ("Вопросы экономики", "Voprosy ekonomiki"),
            (
                "Российский внешнеэкономический вестник",
                "Rossiysky vneshneekonomichesky vestnik",
            ),
            ("Развитие технологий и отношений", "Razvitie tekhnologiy i otnosheniy"),
            ("Внешний, последний и новый", "Vneshny, posledny i novy"),
            ("объём подъёма, субъекты", "obyom podyoma, subyekty"),
            ("НИУ ВШЭ, ЮАР", "NIU VSHE, YUAR"),
            ("Россия и «Один пояс»", "Rossiya i “Odin poyas”"),
            ("План № 5", "Plan No. 5"),
            ("GVC в ЕАЭС, 2020–2023", "GVC v EAES, 2020–2023"),
            ("НОВЫЙ МИР", "NOVY MIR"),
            ("и\u{306}од, е\u{308}ж, за\u{301}мок", "yod, yozh, zamok"),
        ] {
            assert_eq!(transliterate(russian), latin, "{russian}");
        }
        assert_eq!(
            transliterate("Nothing to do, Müller & Söhne"),
            "Nothing to do, Müller & Söhne"
        );
    }

    #[test]
    fn notes_about_the_language() {
        assert!(is_about_language("In Russ."));
        assert!(is_about_language("(in Russian)"));
        assert!(!is_about_language("Trade and growth in rural regions"));
    }
}
