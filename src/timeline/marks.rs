//! What a picture is made of.

use alloc::string::String;

/// A colour by its meaning; themes say which it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Text.
    Ink,
    /// Lesser text.
    Dim,
    /// Grid lines and tracks.
    Line,
    /// Holding the loop.
    Run,
    /// Suspended.
    Wait,
    /// Queued, or waiting for a permit.
    Queued,
    /// Ended well.
    Ok,
    /// Ended with an error; a blocked loop.
    Error,
    /// Cancelled.
    Cancel,
    /// Timed out; deadlines.
    Timeout,
    /// Text on a solid bar.
    OnRun,
    /// What is in use of a resource.
    Level,
    /// What a learner expected.
    Guess,
    /// Another run, behind this one.
    Ghost,
    /// Over what is not shown.
    Veil,
}

/// How a lane ends, by shape as well as by colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cap {
    /// A tick.
    Ok,
    /// A cross.
    Error,
    /// A barred circle.
    Cancelled,
    /// An exclamation mark.
    TimedOut,
    /// A square: the run was stopped from outside.
    Stopped,
}

/// Where a text is anchored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// `x` is its beginning.
    Start,
    /// `x` is its middle.
    Middle,
    /// `x` is its end.
    End,
}

/// One thing to paint, in logical px; later ones cover earlier ones.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// A rectangle.
    Bar {
        /// Left.
        x: f64,
        /// Top.
        y: f64,
        /// Width.
        w: f64,
        /// Height.
        h: f64,
        /// Radius of its corners.
        radius: f64,
        /// Fill.
        tone: Tone,
        /// Hatched over with [`Tone::Cancel`].
        hatched: bool,
    },
    /// A straight line.
    Line {
        /// Left end.
        x1: f64,
        /// Its height.
        y1: f64,
        /// Right end.
        x2: f64,
        /// Its height.
        y2: f64,
        /// Stroke.
        tone: Tone,
        /// Dashed.
        dashed: bool,
    },
    /// A filled outline; the points run along its upper edge, from left to right, and it is
    /// closed along `base`.
    Area {
        /// Upper edge.
        points: alloc::vec::Vec<(f64, f64)>,
        /// Lower edge.
        base: f64,
        /// Fill.
        tone: Tone,
    },
    /// An upright arrow from one lane to another.
    Arrow {
        /// Where it stands.
        x: f64,
        /// Height of its tail.
        from: f64,
        /// Height of its point.
        to: f64,
        /// Stroke.
        tone: Tone,
        /// Dashed.
        dashed: bool,
    },
    /// A text on one line, centred on `y`.
    Text {
        /// Anchor.
        x: f64,
        /// Middle of its height.
        y: f64,
        /// The text.
        text: String,
        /// Fill.
        tone: Tone,
        /// Font size.
        size: f64,
        /// What `x` means.
        align: Align,
    },
    /// An end cap, centred on its point.
    End {
        /// Centre.
        x: f64,
        /// Centre.
        y: f64,
        /// Which.
        cap: Cap,
    },
}

impl Mark {
    /// The same mark, `by` px further down.
    pub fn lowered(mut self, by: f64) -> Self {
        match &mut self {
            Self::Bar { y, .. } | Self::Text { y, .. } | Self::End { y, .. } => *y += by,
            Self::Line { y1, y2, .. } => {
                *y1 += by;
                *y2 += by;
            }
            Self::Arrow { from, to, .. } => {
                *from += by;
                *to += by;
            }
            Self::Area { points, base, .. } => {
                for point in points {
                    point.1 += by;
                }
                *base += by;
            }
        }
        self
    }
}

/// About how wide `text` is at `size`: a page's sans serif averages this much of its size a
/// character, in the wider fonts. Good enough to decide whether a label fits; measured text would
/// tie the layout to a browser.
pub fn text_width(text: &str, size: f64) -> f64 {
    text.chars().count() as f64 * size * CHARACTER
}

/// Width of a character as a share of the font size.
const CHARACTER: f64 = 0.61;

/// `text` cut in its middle to fit `width`, or `None` where too little would be left.
pub fn fit(text: &str, size: f64, width: f64) -> Option<String> {
    const FEWEST: usize = 9;
    let count = text.chars().count();
    let room = (width / (size * CHARACTER)).max(0.0) as usize;
    if count <= room {
        return Some(text.into());
    }
    if room < FEWEST {
        return None;
    }
    let head = (room - 1) / 2;
    let tail = room - 1 - head;
    let mut cut: String = text.chars().take(head).collect();
    cut.push('…');
    cut.extend(text.chars().skip(count - tail));
    Some(cut)
}
