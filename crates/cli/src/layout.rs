//! Text for a terminal: columns that line up, and nothing in it that moves the cursor.

use unicode_width::UnicodeWidthStr;

/// Foreign text without what a terminal would obey.
pub(crate) fn visible(text: &str) -> String {
    let turns = |one: char| matches!(one, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars()
        .map(|one| if one.is_control() { ' ' } else { one })
        .filter(|one| !turns(*one))
        .collect()
}

/// Lines of a label and a value, with the values in a column.
pub(crate) fn labelled(rows: &[(String, String)], indent: usize) -> String {
    let widest = rows.iter().map(|(label, _)| label.width()).max();
    let widest = widest.unwrap_or_default();
    let lines = rows.iter().map(|(label, value)| {
        let gap = " ".repeat(widest - label.width() + 2);
        let indent = " ".repeat(indent);
        format!("{indent}{label}{gap}{value}\n")
    });
    lines.collect()
}

/// Lines of cells, each column as wide as its widest cell.
pub(crate) fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let widths: Vec<usize> = (0..columns)
        .map(|column| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.width()).max().unwrap_or_default()
        })
        .collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths);
        let padded = cells.map(|(cell, width)| {
            let gap = " ".repeat(width - cell.width() + 2);
            format!("{cell}{gap}")
        });
        let line: String = padded.collect();
        format!("{}\n", line.trim_end())
    };
    rows.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_in_every_script() {
        let rows = [["接続", "x"], ["ab", "y"]];
        let rows = rows.map(|row| row.map(str::to_owned).to_vec());
        assert_eq!(table(&rows), "接続  x\nab    y\n");
        let rows = [("a", "b"), ("long", "c")];
        let rows = rows.map(|(label, value)| (label.to_owned(), value.to_owned()));
        assert_eq!(labelled(&rows, 2), "  a     b\n  long  c\n");
    }

    #[test]
    fn a_name_moves_no_cursor() {
        assert_eq!(visible("a\u{1b}[31mb\u{202e}c\u{9b}\n"), "a [31mbc  ");
    }
}
