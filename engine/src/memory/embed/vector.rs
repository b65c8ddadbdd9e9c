//! Vectors of texts, and their form in eight bits.

/// How many numbers a vector has.
pub const DIMENSIONS: usize = 256;

/// Below this length a sum of rows is nothing but rounding; its direction means nothing.
const SHORTEST: f32 = 1e-9;

/// A direction: length 1, or zero for a text of which nothing is known. Never NaN.
#[derive(Clone, PartialEq, Debug)]
pub struct Vector([f32; DIMENSIONS]);

impl Vector {
    /// The direction of a sum.
    #[must_use]
    pub fn direction(sum: [f32; DIMENSIONS]) -> Self {
        let length = sum.iter().map(|value| value * value).sum::<f32>().sqrt();
        // A length that is not finite comes from a sum that is not.
        if length.is_finite() && length > SHORTEST {
            Self(sum.map(|value| value / length))
        } else {
            Self([0.0; DIMENSIONS])
        }
    }

    /// The numbers.
    #[must_use]
    pub const fn as_slice(&self) -> &[f32] {
        &self.0
    }

    /// Whether nothing of the text was known. Such a vector is like no other.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.0.iter().all(|&value| value == 0.0)
    }

    /// How alike two texts are: -1 to 1, and 0 where one of them is zero.
    #[must_use]
    pub fn cosine(&self, other: &Self) -> f32 {
        self.0.iter().zip(&other.0).map(|(a, b)| a * b).sum()
    }

    /// The vector in a quarter of the space.
    #[must_use]
    pub fn quantise(&self) -> Quantised {
        let largest = self
            .0
            .iter()
            .fold(0.0, |max: f32, value| max.max(value.abs()));
        if largest == 0.0 {
            return Quantised {
                values: [0; DIMENSIONS],
                scale: 0.0,
            };
        }
        // Within -127..=127, so the conversion is exact.
        let values = self.0.map(|value| (value / largest * 127.0).round() as i8);
        let square: i32 = values.iter().map(|&value| i32::from(value).pow(2)).sum();
        // And not the step between values: so the length stays 1, and a vector is wholly like itself.
        let scale = 1.0 / (square as f32).sqrt();
        Quantised { values, scale }
    }
}

/// A vector in eight bits a number: `values` times `scale`.
#[derive(Clone, PartialEq, Debug)]
pub struct Quantised {
    /// Between -127 and 127.
    pub values: [i8; DIMENSIONS],
    /// Makes the length 1; 0 for the zero vector.
    pub scale: f32,
}

impl Quantised {
    /// How alike two texts are. Differs from [`Vector::cosine`] by less than 0.006.
    #[must_use]
    pub fn cosine(&self, other: &Self) -> f32 {
        let pairs = self.values.iter().zip(&other.values);
        let dot: i32 = pairs.map(|(&a, &b)| i32::from(a) * i32::from(b)).sum();
        dot as f32 * self.scale * other.scale
    }
}
