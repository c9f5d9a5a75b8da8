//! The machine that something was measured on, in a sentence.

use std::process::Command;

/// What a reader has to know of it.
pub(crate) fn describe() -> String {
    let processors = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    let processor = line("/proc/cpuinfo", "model name").unwrap_or_else(|| "unknown".to_owned());
    let memory = line("/proc/meminfo", "MemTotal").and_then(|text| gibibytes(&text));
    let memory = memory.map_or_else(String::new, |size| format!(", {size} GiB of memory"));
    let system = line("/etc/os-release", "PRETTY_NAME").unwrap_or_default();
    let system = system.trim_matches('"');
    let web_view = version("pkg-config", &["--modversion", "webkit2gtk-4.1"]);
    let rust = version("rustc", &["--version"]);
    format!(
        "Measured on {processors} processors ({processor}){memory}, {system}, WebKitGTK {web_view}, \
         {rust}, in an X server without a graphics card (Xvfb)."
    )
}

/// The rest of the line `NAME : VALUE` or `NAME=VALUE`.
fn line(file: &str, name: &str) -> Option<String> {
    value(&std::fs::read_to_string(file).ok()?, name)
}

fn value(text: &str, name: &str) -> Option<String> {
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    let value = line.trim_start().trim_start_matches([':', '=']);
    Some(value.trim().to_owned())
}

fn gibibytes(text: &str) -> Option<u64> {
    let kibibytes: u64 = text.split(' ').next()?.parse().ok()?;
    Some((kibibytes + (1 << 19)) >> 20)
}

fn version(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    let text = output.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    text.unwrap_or_else(|_| "unknown".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_of_writing_are_read() {
        let processor = "processor\t: 0\nmodel name\t: A B\nmodel name\t: C\n";
        assert_eq!(value(processor, "model name").as_deref(), Some("A B"));
        let system = "NAME=x\nPRETTY_NAME=\"Debian\"\n";
        assert_eq!(value(system, "PRETTY_NAME").as_deref(), Some("\"Debian\""));
        assert_eq!(gibibytes("24576000 kB"), Some(23));
    }
}
