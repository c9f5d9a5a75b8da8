//! What is on the screen, seen from outside: `Xvfb` keeps its frame buffer in a file, an X window
//! dump whose pixels are always those on the screen.

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::desktop::{Desktop, artifact};

/// The screen is looked at so often.
const GLANCE: Duration = Duration::from_millis(2);
/// Where the X server keeps its screen.
const FRAME_BUFFER: &str = "Xvfb_screen0";

/// All that was on the screen, each time that it changed.
pub(crate) struct Recording {
    going_on: Arc<AtomicBool>,
    looking: JoinHandle<Vec<Picture>>,
}

/// A picture of the screen, or of a part of it.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Picture {
    width: usize,
    /// Blue, green, red and nothing, of each pixel.
    pixels: Vec<u8>,
}

/// A part of the screen.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Part {
    left: usize,
    top: usize,
    width: usize,
    height: usize,
}

impl Recording {
    /// Begins to look.
    pub(crate) fn start(desktop: &Desktop) -> Self {
        let screen = Screen::open(desktop);
        let going_on = Arc::new(AtomicBool::new(true));
        let looked = going_on.clone();
        let mut pictures = vec![screen.look()];
        let looking = std::thread::spawn(move || {
            while looked.load(Ordering::Relaxed) {
                let picture = screen.look();
                if pictures.last() != Some(&picture) {
                    pictures.push(picture);
                }
                std::thread::sleep(GLANCE);
            }
            pictures
        });
        Self { going_on, looking }
    }

    /// Ends it; gives what a part of the screen showed, each picture once.
    pub(crate) fn stop(self, part: Part) -> Vec<Picture> {
        self.going_on.store(false, Ordering::Relaxed);
        let pictures = self.looking.join().unwrap();
        let mut parts: Vec<_> = pictures.iter().map(|whole| whole.part(part)).collect();
        parts.dedup();
        parts
    }
}

impl Picture {
    fn part(&self, part: Part) -> Self {
        let lines = self.pixels.chunks_exact(self.width * 4);
        let lines = lines.skip(part.top).take(part.height);
        let columns = part.left * 4..(part.left + part.width) * 4;
        Self {
            width: part.width,
            pixels: lines
                .flat_map(|line| &line[columns.clone()])
                .copied()
                .collect(),
        }
    }

    /// The sum of the colours of each pixel: 0 is black, 765 is white.
    pub(crate) fn shades(&self) -> impl ExactSizeIterator<Item = u32> {
        let shade = |pixel: &[u8]| pixel.iter().take(3).map(|part| u32::from(*part)).sum();
        self.pixels.chunks_exact(4).map(shade)
    }

    /// Leaves it among the pictures of the tests.
    pub(crate) fn keep(&self, name: &str) {
        let colours = self
            .pixels
            .chunks_exact(4)
            .flat_map(|it| [it[2], it[1], it[0]]);
        let colours: Vec<u8> = colours.collect();
        let (width, height) = (self.width, self.pixels.len() / 4 / self.width);
        let file = File::create(artifact(name)).unwrap();
        let (width, height) = (
            u32::try_from(width).unwrap(),
            u32::try_from(height).unwrap(),
        );
        let mut encoder = png::Encoder::new(file, width, height);
        encoder.set_color(png::ColorType::Rgb);
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(&colours).unwrap();
    }
}

impl Desktop {
    /// Where the program's window is, without its frame.
    pub(crate) fn window_part(&self) -> Part {
        let mut command = self.command("xwininfo");
        let output = command.args(["-name", "Mooring"]).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let number = |name: &str| {
            let line = text.lines().find_map(|line| line.trim().strip_prefix(name));
            line.unwrap_or_else(|| panic!("{text}"))
                .trim()
                .parse()
                .unwrap()
        };
        Part {
            left: number("Absolute upper-left X:"),
            top: number("Absolute upper-left Y:"),
            width: number("Width:"),
            height: number("Height:"),
        }
    }
}

struct Screen {
    file: File,
    offset: u64,
    width: usize,
    height: usize,
}

impl Screen {
    /// Reads the header of an X window dump (version 7): words of 32 bits, the high byte first.
    fn open(desktop: &Desktop) -> Self {
        let file = File::open(desktop.home.path().join(FRAME_BUFFER)).unwrap();
        let mut header = [0; 100];
        file.read_exact_at(&mut header, 0).unwrap();
        let word = |place: usize| {
            let bytes = header[place * 4..place * 4 + 4].try_into().unwrap();
            usize::try_from(u32::from_be_bytes(bytes)).unwrap()
        };
        assert_eq!(
            [word(1), word(7), word(11)],
            [7, 0, 32],
            "an unknown frame buffer"
        );
        let (width, height) = (word(4), word(5));
        assert_eq!(word(12), width * 4);
        // A colour of the map takes twelve bytes.
        let offset = u64::try_from(word(0) + 12 * word(19)).unwrap();
        Self {
            file,
            offset,
            width,
            height,
        }
    }

    fn look(&self) -> Picture {
        let mut pixels = vec![0; self.width * self.height * 4];
        self.file.read_exact_at(&mut pixels, self.offset).unwrap();
        Picture {
            width: self.width,
            pixels,
        }
    }
}
