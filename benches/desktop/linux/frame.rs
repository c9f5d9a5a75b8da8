//! What is on the screen, seen from outside: `Xvfb` keeps its frame buffer in a file, an X window
//! dump whose pixels are always those on the screen.

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::Path;

use super::measure::Outcome;

/// The window stands in the upper left corner, without a frame.
pub(crate) const WINDOW: (usize, usize) = (980, 680);
/// Every so many rows are looked at, so that looking costs little.
const STEP: usize = 4;
/// Of the pixels that are looked at, so many are light in a window of light colours.
const LIGHT_SHARE: f64 = 0.7;
/// So many are dark where there are words.
const DARK_PIXELS: usize = 100;
/// The list takes so many columns; letters of the pane beside it fall on the pixels a little otherwise
/// from start to start.
const LIST_WIDTH: usize = 320;
/// Two pictures of the same list have so many pixels in common: a cursor may blink.
const SAME_SHARE: f64 = 0.997;

/// The screen.
pub(crate) struct Screen {
    file: File,
    offset: u64,
    bytes_per_line: usize,
}

/// The window's part of the screen at a time, some of its rows.
#[derive(PartialEq, Eq)]
pub(crate) struct Picture(Vec<u8>);

impl Screen {
    pub(crate) fn open(path: &Path) -> Outcome<Self> {
        let file = File::open(path)?;
        let mut header = [0; 100];
        file.read_exact_at(&mut header, 0)?;
        let layout = Layout::read(&header)?;
        Ok(Self {
            file,
            offset: layout.offset,
            bytes_per_line: layout.bytes_per_line,
        })
    }

    /// What is there now.
    pub(crate) fn look(&self) -> Outcome<Picture> {
        let width = WINDOW.0 * 4;
        let mut rows = vec![0; width * WINDOW.1.div_ceil(STEP)];
        for (index, row) in rows.chunks_mut(width).enumerate() {
            let line = u64::try_from(index * STEP * self.bytes_per_line)?;
            self.file.read_exact_at(row, self.offset + line)?;
        }
        Ok(Picture(rows))
    }
}

impl Picture {
    /// Whether words are there: dark pixels on a ground that is light.
    pub(crate) fn is_painted(&self) -> bool {
        let (mut light, mut dark) = (0_usize, 0_usize);
        for pixel in self.pixels() {
            // Blue, green and red.
            let sum: u32 = pixel.iter().take(3).map(|part| u32::from(*part)).sum();
            light += usize::from(sum > 3 * 215);
            dark += usize::from(sum < 3 * 90);
        }
        share(light, self.0.len() / 4) >= LIGHT_SHARE && dark >= DARK_PIXELS
    }

    /// Whether it shows the same list.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        let pairs = self.pixels().zip(other.pixels()).enumerate();
        let in_list = pairs.filter(|(place, _)| place % WINDOW.0 < LIST_WIDTH);
        let (mut same, mut all) = (0_usize, 0_usize);
        for (_, (one, other)) in in_list {
            same += usize::from(one == other);
            all += 1;
        }
        share(same, all) >= SAME_SHARE
    }

    fn pixels(&self) -> impl Iterator<Item = &[u8]> {
        self.0.chunks_exact(4)
    }
}

#[expect(clippy::cast_precision_loss, reason = "a screen has few pixels")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

/// Where the pixels are in the file.
#[derive(Debug, PartialEq, Eq)]
struct Layout {
    offset: u64,
    bytes_per_line: usize,
}

impl Layout {
    /// Reads the header of an X window dump (version 7): words of 32 bits, the high byte first.
    fn read(header: &[u8; 100]) -> Outcome<Self> {
        let words: Vec<u32> = header
            .chunks_exact(4)
            .map(|word| word.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte)))
            .collect();
        let word = |place: usize| words.get(place).copied().unwrap_or_default();
        let (size, version, width, height) = (word(0), word(1), word(4), word(5));
        let (byte_order, bits_per_pixel) = (word(7), word(11));
        if (version, byte_order, bits_per_pixel) != (7, 0, 32) {
            return Err(format!("an unknown frame buffer: {words:?}").into());
        }
        if usize::try_from(width)? < WINDOW.0 || usize::try_from(height)? < WINDOW.1 {
            return Err("the screen is smaller than the window".into());
        }
        let colours = word(19);
        Ok(Self {
            // A colour of the map takes twelve bytes.
            offset: u64::from(size) + 12 * u64::from(colours),
            bytes_per_line: usize::try_from(word(12))?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(words: [(usize, u32); 8]) -> [u8; 100] {
        let mut header = [0; 100];
        for (place, value) in words {
            header[place * 4..place * 4 + 4].copy_from_slice(&value.to_be_bytes());
        }
        header
    }

    const WORDS: [(usize, u32); 8] = [
        (0, 160),
        (1, 7),
        (4, 1000),
        (5, 720),
        (7, 0),
        (11, 32),
        (12, 4000),
        (19, 256),
    ];

    #[test]
    fn the_header_says_where_the_pixels_are() {
        let layout = Layout::read(&header(WORDS)).unwrap();
        let expected = Layout {
            offset: 160 + 256 * 12,
            bytes_per_line: 4000,
        };
        assert_eq!(layout, expected);
        let mut small = WORDS;
        small[2] = (4, 640);
        assert!(Layout::read(&header(small)).is_err());
        let mut other = WORDS;
        other[5] = (11, 24);
        assert!(Layout::read(&header(other)).is_err());
    }

    fn picture(ground: u8, dark: usize) -> Picture {
        let count = WINDOW.0 * WINDOW.1.div_ceil(STEP);
        let mut bytes = vec![ground; count * 4];
        bytes[..dark * 4].fill(0x20);
        Picture(bytes)
    }

    #[test]
    fn only_words_on_a_light_ground_are_painted() {
        assert!(picture(0xf5, 500).is_painted());
        assert!(!picture(0xf5, 0).is_painted(), "an empty window");
        assert!(!picture(0x00, 500).is_painted(), "no window");
    }

    #[test]
    fn a_cursor_makes_no_other_list() {
        assert!(picture(0xf5, 100).is_like(&picture(0xf5, 0)));
        assert!(!picture(0xf5, 4000).is_like(&picture(0xf5, 0)));
    }
}
