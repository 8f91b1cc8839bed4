//! A table: a row is a place of a hit.

use super::Placed;

const HEADER: [&str; 12] = [
    "id", "code", "name", "severity", "message", "mark", "start", "end", "line", "column", "label", "key",
];

/// All hits.
pub fn csv(hits: &[Placed]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut write = || -> Result<(), csv::Error> {
        writer.write_record(HEADER)?;
        for hit in hits {
            for (number, mark) in hit.marks.iter().enumerate() {
                let numbers = [number as u32 + 1, mark.span[0], mark.span[1], mark.start.line, mark.start.column];
                let [number, start, end, line, column] = numbers.map(|number| number.to_string());
                let row = [
                    &hit.id,
                    hit.code,
                    hit.name,
                    hit.severity.as_str(),
                    &hit.message,
                    &number,
                    &start,
                    &end,
                    &line,
                    &column,
                    &mark.label,
                    &hit.key,
                ];
                writer.write_record(row)?;
            }
        }
        Ok(())
    };
    // Nothing fails that is written to memory.
    let _ = write();
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}
