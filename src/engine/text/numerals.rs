//! Numbers that are written as words or as Roman numerals: language, not medicine.

/// The cardinals, each at the place that is its value.
const CARDINALS: [&[u8]; 21] = [
    b"zero",
    b"one",
    b"two",
    b"three",
    b"four",
    b"five",
    b"six",
    b"seven",
    b"eight",
    b"nine",
    b"ten",
    b"eleven",
    b"twelve",
    b"thirteen",
    b"fourteen",
    b"fifteen",
    b"sixteen",
    b"seventeen",
    b"eighteen",
    b"nineteen",
    b"twenty",
];

/// The value of a folded word that is a cardinal, up to twenty.
pub fn cardinal(word: &[u8]) -> Option<u8> {
    CARDINALS.iter().position(|own| *own == word).map(|value| value as u8)
}

/// The value of a folded word that is a Roman numeral, up to four.
pub fn roman(word: &[u8]) -> Option<u8> {
    match word {
        b"i" => Some(1),
        b"ii" => Some(2),
        b"iii" => Some(3),
        b"iv" => Some(4),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_its_value() {
        assert_eq!(
            (cardinal(b"zero"), cardinal(b"twenty"), cardinal(b"dozen")),
            (Some(0), Some(20), None)
        );
        assert_eq!((roman(b"i"), roman(b"iv"), roman(b"v")), (Some(1), Some(4), None));
    }
}
