//! Questions on a terminal, one line each.

use std::io::{BufRead, Write};

use super::super::messages::say;

/// Asks and reads answers.
pub(super) struct Questions<'a> {
    answers: &'a mut dyn BufRead,
    screen: &'a mut dyn Write,
    /// Whether there is nobody any more who answers.
    is_over: bool,
}

impl<'a> Questions<'a> {
    pub fn new(answers: &'a mut dyn BufRead, screen: &'a mut dyn Write) -> Self {
        Self {
            answers,
            screen,
            is_over: false,
        }
    }

    /// Says something that needs no answer.
    pub fn tell(&mut self, line: &str) {
        say(self.screen, line);
    }

    /// Asks until the answer can be read; `None` where it is empty, which means the default.
    pub fn ask<T>(&mut self, question: &str, default: &str, read: impl Fn(&str) -> Result<T, String>) -> Option<T> {
        while !self.is_over {
            // What cannot be shown is no reason to stop: the defaults are there.
            let _ = write!(self.screen, "{question} [{default}]: ").and_then(|()| self.screen.flush());
            let mut line = String::new();
            self.is_over = !matches!(self.answers.read_line(&mut line), Ok(length) if length > 0);
            let answer = line.trim();
            if answer.is_empty() {
                return None;
            }
            match read(answer) {
                Ok(value) => return Some(value),
                Err(message) => self.tell(&format!("  {message}")),
            }
        }
        None
    }

    /// Asks for several things with commas or spaces between them.
    pub fn ask_list<T>(
        &mut self,
        question: &str,
        default: &str,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Option<Vec<T>> {
        self.ask(question, default, |answer| {
            let words = answer.split([',', ' ']).filter(|word| !word.is_empty());
            words.map(&read).collect()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Result<u32, String> {
        text.parse().map_err(|_| "a number, please".to_owned())
    }

    #[test]
    fn a_wrong_answer_is_asked_again_and_an_empty_one_takes_the_default() {
        let mut answers = &b"x\n7\n\n1, 2\n"[..];
        let mut screen = Vec::new();
        let mut questions = Questions::new(&mut answers, &mut screen);
        assert_eq!(questions.ask("How many", "3", number), Some(7));
        assert_eq!(questions.ask("How many", "3", number), None);
        assert_eq!(questions.ask_list("Which", "1", number), Some(vec![1, 2]));
        assert_eq!(questions.ask("At the end", "3", number), None);
        let shown = String::from_utf8(screen).expect("text");
        assert!(
            shown.starts_with("How many [3]:   a number, please\nHow many [3]: "),
            "{shown}"
        );
    }
}
