//! Marks as an SVG document that stands alone, for articles.

use super::marks::{Align, Cap, Mark, Tone};
use alloc::{format, string::String, vec::Vec};
use core::fmt::Write;

const FONT: &str = "Inter, system-ui, 'DejaVu Sans', sans-serif";

/// A part of a picture: marks, and where they stand.
pub struct Part {
    /// Left edge of the marks' own px.
    pub x: f64,
    /// Their upper edge.
    pub y: f64,
    /// What is outside of this width and height is cut off.
    pub size: (f64, f64),
    /// The marks.
    pub marks: Vec<Mark>,
}

/// A whole picture.
pub struct Picture {
    /// Width and height in px.
    pub size: (f64, f64),
    /// What it shows, for whoever cannot see it.
    pub title: String,
    /// Its parts, the lower ones first.
    pub parts: Vec<Part>,
}

/// The picture as SVG 1.1 (<https://www.w3.org/TR/SVG11/>), with nothing to load from elsewhere.
/// `colour` is what a tone looks like; `ground` what lies behind everything.
pub fn svg(picture: &Picture, ground: &str, colour: impl Fn(Tone) -> String) -> String {
    let (width, height) = picture.size;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" \
         height=\"{h}\" role=\"img\" font-family=\"{FONT}\">\n<title>{title}</title>\n",
        w = number(width),
        h = number(height),
        title = escaped(&picture.title),
    );
    let hatch = attribute(&colour(Tone::Cancel));
    // Writing to a string cannot fail.
    let _ = writeln!(
        out,
        "<defs><pattern id=\"hatch\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\" \
         patternTransform=\"rotate(45)\"><path d=\"M0 0V7\" stroke=\"{hatch}\" \
         stroke-width=\"2.6\" stroke-opacity=\"0.55\"/></pattern></defs>\n\
         <rect width=\"100%\" height=\"100%\" fill=\"{}\"/>",
        attribute(ground)
    );
    for (index, part) in picture.parts.iter().enumerate() {
        let (w, h) = part.size;
        let _ = writeln!(
            out,
            "<clipPath id=\"cut{index}\"><rect width=\"{}\" height=\"{}\"/></clipPath>\n\
             <g transform=\"translate({} {})\"><g clip-path=\"url(#cut{index})\">",
            number(w),
            number(h),
            number(part.x),
            number(part.y)
        );
        for one in &part.marks {
            mark(&mut out, one, &colour);
        }
        out.push_str("</g></g>\n");
    }
    out.push_str("</svg>\n");
    out
}

fn mark(out: &mut String, mark: &Mark, colour: &impl Fn(Tone) -> String) {
    let fill = |tone: Tone| attribute(&colour(tone));
    let _ = match mark {
        Mark::Bar {
            x,
            y,
            w,
            h,
            radius,
            tone,
            hatched,
        } => {
            let shape = format!(
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\"",
                number(*x),
                number(*y),
                number(w.max(0.0)),
                number(h.max(0.0)),
                number(radius.min(w / 2.0).max(0.0))
            );
            let veil = if *tone == Tone::Veil {
                " fill-opacity=\"0.6\""
            } else {
                ""
            };
            let over = match hatched {
                true => format!("{shape} fill=\"url(#hatch)\"/>\n"),
                false => String::new(),
            };
            write!(out, "{shape} fill=\"{}\"{veil}/>\n{over}", fill(*tone))
        }
        Mark::Line {
            x1,
            y1,
            x2,
            y2,
            tone,
            dashed,
        } => writeln!(
            out,
            "<path d=\"M{} {}L{} {}\" stroke=\"{}\"{}/>",
            crisp(*x1),
            number(*y1),
            crisp(*x2),
            number(*y2),
            fill(*tone),
            dash(*dashed)
        ),
        Mark::Area { points, base, tone } => area(out, points, *base, &fill(*tone)),
        Mark::Arrow {
            x,
            from,
            to,
            tone,
            dashed,
        } => {
            let (x, tone) = (crisp(*x), fill(*tone));
            let back = if to > from { -6.0 } else { 6.0 };
            writeln!(
                out,
                "<path d=\"M{x} {}V{}\" stroke=\"{tone}\"{}/>\
                 <path d=\"M{x} {}l-3.5 {back}h7z\" fill=\"{tone}\"/>",
                number(*from),
                number(*to),
                dash(*dashed),
                number(*to)
            )
        }
        Mark::Text {
            x,
            y,
            text,
            tone,
            size,
            align,
        } => {
            let anchor = match align {
                Align::Start => "start",
                Align::Middle => "middle",
                Align::End => "end",
            };
            writeln!(
                out,
                "<text x=\"{}\" y=\"{}\" dy=\"0.35em\" font-size=\"{}\" text-anchor=\"{anchor}\" \
                 fill=\"{}\">{}</text>",
                number(*x),
                number(*y),
                number(*size),
                fill(*tone),
                escaped(text)
            )
        }
        Mark::End { x, y, cap } => end(out, *x, *y, *cap, colour),
    };
}

fn area(out: &mut String, points: &[(f64, f64)], base: f64, fill: &str) -> core::fmt::Result {
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return Ok(());
    };
    write!(out, "<path d=\"M{} {}", number(first.0), number(base))?;
    for (x, y) in points {
        write!(out, "L{} {}", number(*x), number(*y))?;
    }
    writeln!(
        out,
        "L{} {}Z\" fill=\"{fill}\"/>",
        number(last.0),
        number(base)
    )
}

fn end(
    out: &mut String,
    x: f64,
    y: f64,
    cap: Cap,
    colour: &impl Fn(Tone) -> String,
) -> core::fmt::Result {
    // What the canvas draws too: a disc, and on it a sign.
    let (tone, sign) = match cap {
        Cap::Ok => (Tone::Ok, "M-3.6 0.2L-1 2.8L3.8 -2.8"),
        Cap::Error => (Tone::Error, "M-3 -3L3 3M3 -3L-3 3"),
        Cap::Cancelled => (
            Tone::Cancel,
            "M-3.2 3.2L3.2 -3.2M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0",
        ),
        Cap::TimedOut => (Tone::Timeout, "M0 -4V1M0 3.4V4"),
        Cap::Stopped => (Tone::Dim, "M-2.6 -2.6H2.6V2.6H-2.6Z"),
    };
    writeln!(
        out,
        "<g transform=\"translate({} {})\"><circle r=\"8\" fill=\"{}\"/><path d=\"{sign}\" \
         fill=\"none\" stroke=\"{}\" stroke-width=\"1.8\"/></g>",
        number(x),
        number(y),
        attribute(&colour(tone)),
        attribute(&colour(Tone::OnRun))
    )
}

fn dash(dashed: bool) -> &'static str {
    match dashed {
        true => " stroke-dasharray=\"4 3\"",
        false => "",
    }
}

/// Half a pixel off, a line one pixel wide is sharp.
fn crisp(x: f64) -> String {
    number(x.floor() + 0.5)
}

/// A number with two digits after the point, where it has any.
fn number(value: f64) -> String {
    if !value.is_finite() {
        return "0".into();
    }
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').into()
}

/// Text between tags. Characters that XML does not allow
/// (<https://www.w3.org/TR/xml/#charsets>) are left out.
fn escaped(text: &str) -> String {
    let allowed = |c: &char| matches!(c, '\t' | '\n' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(allowed) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
    out
}

/// Text between quotes.
fn attribute(text: &str) -> String {
    escaped(text)
}
