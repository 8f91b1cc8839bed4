//! Random numbers below a limit, from a seed.

use rand_mt::Mt;

/// Draws as Python's `random.Random(seed)` does, so that other programs can draw the same again.
pub struct Draw(Mt);

impl Draw {
    /// The draws of a seed. Seeds of 32 bits give those of Python; longer ones are keyed in the same way, by both of their halves.
    pub fn new(seed: u64) -> Self {
        let (low, high) = (seed as u32, (seed >> 32) as u32);
        Self(if high == 0 {
            Mt::new_with_key([low])
        } else {
            Mt::new_with_key([low, high])
        })
    }

    /// A number below `below`, each as likely as the others; 0 when `below` is 0.
    pub fn below(&mut self, below: usize) -> usize {
        let below = u32::try_from(below).unwrap_or(u32::MAX);
        if below == 0 {
            return 0;
        }
        loop {
            let number = self.0.next_u32() >> below.leading_zeros();
            if number < below {
                return number as usize;
            }
        }
    }

    /// Puts `items` into a random order, each order as likely as the others (Fisher and Yates).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            let other = self.below(at + 1);
            items.swap(at, other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `r = random.Random(1); [r.choice(range(109)) for _ in range(8)]`
    #[test]
    fn draws_are_those_of_python() {
        let mut draw = Draw::new(1);
        let drawn: Vec<usize> = (0..8).map(|_| draw.below(109)).collect();
        assert_eq!(drawn, [17, 72, 108, 102, 97, 8, 32, 15]);
    }

    /// `r = random.Random(2**40 + 7); x = list(range(10)); r.shuffle(x); print(x)`
    #[test]
    fn orders_are_those_of_python() {
        let mut items: Vec<usize> = (0..10).collect();
        Draw::new((1 << 40) + 7).shuffle(&mut items);
        assert_eq!(items, [0, 5, 2, 3, 6, 1, 8, 4, 7, 9]);
        Draw::new(1).shuffle::<u8>(&mut []);
        assert_eq!(Draw::new(1).below(0), 0);
    }
}
