//! Pictures of the real window, compared with those that are checked in. Those of every view, drawn
//! by Chromium, are compared in `ui/tests`; these show that `WebKit` draws the same.

use std::path::{Path, PathBuf};

use crate::desktop::artifact;
use crate::window::Window;

/// How far a colour may be off, of 255: edges are smoothed a little differently here and there.
const COLOUR: u8 = 40;
/// How many pixels of a thousand may be off by more.
const PER_MILLE: usize = 3;

/// What differs from run to run: the tenant's port.
const STEADY: &str = "const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); \
    while (words.nextNode()) words.currentNode.data = \
      words.currentNode.data.replace(/127\\.0\\.0\\.1:\\d+/g, '127.0.0.1:8484'); \
    document.activeElement?.blur();";

struct Picture {
    size: (u32, u32),
    /// Red, green, blue and opacity of every pixel.
    pixels: Vec<u8>,
}

impl Window {
    /// Compares the window with its checked-in picture, or with `ACCEPT_PICTURES` set, keeps it as such.
    pub(crate) async fn compare(&self, name: &str) {
        self.client.execute(STEADY, vec![]).await.unwrap();
        self.screenshot(name).await;
        let actual = artifact(name);
        let kept = kept(name);
        if accepting() {
            std::fs::copy(&actual, &kept).unwrap();
        }
        let (actual, kept) = (read(&actual), read(&kept));
        assert_eq!(actual.size, kept.size, "the size of {name}");
        let off = differing(&actual, &kept);
        let bound = actual.pixels.len() / 4 * PER_MILLE / 1000;
        assert!(off <= bound, "{name}: {off} pixels differ, {bound} may");
    }
}

#[expect(clippy::disallowed_methods, reason = "a switch of these tests alone")]
fn accepting() -> bool {
    std::env::var_os("ACCEPT_PICTURES").is_some()
}

fn kept(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/desktop/pictures");
    folder.join(format!("{name}.png"))
}

fn read(path: &Path) -> Picture {
    let file =
        std::fs::File::open(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut decoder = png::Decoder::new(std::io::BufReader::new(file));
    decoder.set_transformations(png::Transformations::ALPHA | png::Transformations::STRIP_16);
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    assert_eq!(info.color_type, png::ColorType::Rgba);
    Picture {
        size: (info.width, info.height),
        pixels,
    }
}

fn differing(one: &Picture, other: &Picture) -> usize {
    let pixels = one.pixels.chunks_exact(4).zip(other.pixels.chunks_exact(4));
    pixels
        .filter(|(one, other)| one.iter().zip(*other).any(|(a, b)| a.abs_diff(*b) > COLOUR))
        .count()
}
