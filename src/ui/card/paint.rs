//! Marks on a canvas.

use crate::timeline::{Align, Cap, Mark, Tone};
use crate::ui::palette::Palette;
use leptos::prelude::window;
use std::cell::Cell;
use std::f64::consts::TAU;
use wasm_bindgen::prelude::*;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

const FONT: &str = "Inter, system-ui, \"DejaVu Sans\", sans-serif";
const CAP_RADIUS: f64 = 8.0;
/// Distance of the hatching's lines, in px.
const HATCH: f64 = 7.0;

/// Paints `marks` on `canvas`, `width` by `height` logical px, at the display's resolution.
/// A forecast is paler than what was measured.
pub fn paint(
    canvas: &HtmlCanvasElement,
    marks: &[Mark],
    palette: &Palette,
    (width, height): (f64, f64),
    forecast: bool,
) {
    let Some(context) = context(canvas) else {
        return;
    };
    fit(canvas, &context, width, height);
    context.clear_rect(0.0, 0.0, width, height);
    context.set_text_baseline("middle");
    let pen = Pen {
        context,
        palette,
        filled: Cell::new(None),
        written: Cell::new(None),
    };
    for mark in marks {
        let pale = forecast && !matches!(mark, Mark::Line { .. } | Mark::Text { .. });
        pen.context.set_global_alpha(if pale { 0.45 } else { 1.0 });
        pen.mark(mark);
    }
}

fn context(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok()??.dyn_into().ok()
}

/// Makes the canvas as many device px as it takes on this display.
fn fit(canvas: &HtmlCanvasElement, context: &CanvasRenderingContext2d, width: f64, height: f64) {
    let ratio = window().device_pixel_ratio().max(1.0);
    let (wide, high) = ((width * ratio) as u32, (height * ratio) as u32);
    if canvas.width() != wide || canvas.height() != high {
        canvas.set_width(wide);
        canvas.set_height(high);
    }
    // Neither can fail for finite numbers.
    let _ = context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0);
}

struct Pen<'a> {
    context: CanvasRenderingContext2d,
    palette: &'a Palette,
    /// What the context is set to: setting a colour or a font anew has it parsed anew.
    filled: Cell<Option<Tone>>,
    written: Cell<Option<(f64, Align)>>,
}

impl Pen<'_> {
    fn mark(&self, mark: &Mark) {
        match mark {
            Mark::Bar {
                x,
                y,
                w,
                h,
                radius,
                tone,
                hatched,
            } => {
                self.fill(*tone);
                self.bar(*x, *y, *w, *h, *radius);
                if *hatched {
                    self.hatch(*x, *y, *w, *h);
                }
            }
            Mark::Line {
                x1,
                y1,
                x2,
                y2,
                tone,
                dashed,
            } => self.line((*x1, *y1), (*x2, *y2), *tone, *dashed),
            Mark::Area { points, base, tone } => self.area(points, *base, *tone),
            Mark::Arrow {
                x,
                from,
                to,
                tone,
                dashed,
            } => self.arrow(*x, *from, *to, *tone, *dashed),
            Mark::Text {
                x,
                y,
                text,
                tone,
                size,
                align,
            } => {
                self.fill(*tone);
                self.text(text, *x, *y, *size, *align);
            }
            Mark::End { x, y, cap } => self.cap(*x, *y, *cap),
        }
    }

    fn fill(&self, tone: Tone) {
        if self.filled.replace(Some(tone)) != Some(tone) {
            self.context.set_fill_style_str(self.palette.of(tone));
        }
    }

    fn stroke(&self, tone: Tone, width: f64) {
        self.context.set_stroke_style_str(self.palette.of(tone));
        self.context.set_line_width(width);
    }

    fn bar(&self, x: f64, y: f64, w: f64, h: f64, radius: f64) {
        let radius = radius.min(w / 2.0);
        if radius < 1.0 {
            return self.context.fill_rect(x, y, w, h);
        }
        self.context.begin_path();
        // Fails only for a negative radius.
        let _ = self.context.round_rect_with_f64(x, y, w, h, radius);
        self.context.fill();
    }

    fn hatch(&self, x: f64, y: f64, w: f64, h: f64) {
        let context = &self.context;
        context.save();
        context.begin_path();
        context.rect(x, y, w, h);
        context.clip();
        self.stroke(Tone::Cancel, 2.0);
        context.set_global_alpha(0.55);
        context.begin_path();
        let count = ((w + h) / HATCH).ceil() as u32 + 1;
        for step in 0..count {
            let start = x + f64::from(step) * HATCH;
            context.move_to(start, y);
            context.line_to(start - h, y + h);
        }
        context.stroke();
        context.restore();
    }

    fn line(&self, (x1, y1): (f64, f64), (x2, y2): (f64, f64), tone: Tone, dashed: bool) {
        let context = &self.context;
        self.stroke(tone, 1.0);
        if dashed {
            set_dash(context, &[4.0, 3.0]);
        }
        // Half a pixel off, a line one pixel wide is sharp.
        let crisp = |v: f64| v.floor() + 0.5;
        context.begin_path();
        context.move_to(crisp(x1), y1);
        context.line_to(crisp(x2), y2);
        context.stroke();
        if dashed {
            set_dash(context, &[]);
        }
    }

    fn arrow(&self, x: f64, from: f64, to: f64, tone: Tone, dashed: bool) {
        self.line((x, from), (x, to), tone, dashed);
        self.fill(tone);
        let context = &self.context;
        let x = x.floor() + 0.5;
        let back = if to > from { -6.0 } else { 6.0 };
        context.begin_path();
        context.move_to(x, to);
        context.line_to(x - 3.5, to + back);
        context.line_to(x + 3.5, to + back);
        context.fill();
        context.begin_path();
        // A full circle of a positive radius cannot fail.
        let _ = context.arc(x, from, 2.5, 0.0, TAU);
        context.fill();
    }

    fn area(&self, points: &[(f64, f64)], base: f64, tone: Tone) {
        let (Some(first), Some(last)) = (points.first(), points.last()) else {
            return;
        };
        let context = &self.context;
        self.fill(tone);
        context.begin_path();
        context.move_to(first.0, base);
        for (x, y) in points {
            context.line_to(*x, *y);
        }
        context.line_to(last.0, base);
        context.fill();
    }

    fn text(&self, text: &str, x: f64, y: f64, size: f64, align: Align) {
        let context = &self.context;
        let style = Some((size, align));
        if self.written.replace(style) != style {
            context.set_font(&format!("{size}px {FONT}"));
            context.set_text_align(match align {
                Align::Start => "left",
                Align::Middle => "center",
                Align::End => "right",
            });
        }
        // Fails only for coordinates that are not finite.
        let _ = context.fill_text(text, x, y + 0.5);
    }

    /// A disc with a sign in it; the signs are drawn, not written, so that they look the same
    /// whatever fonts there are.
    fn cap(&self, x: f64, y: f64, cap: Cap) {
        let context = &self.context;
        let tone = match cap {
            Cap::Ok => Tone::Ok,
            Cap::Error => Tone::Error,
            Cap::Cancelled => Tone::Cancel,
            Cap::TimedOut => Tone::Timeout,
            Cap::Stopped => Tone::Dim,
        };
        self.fill(tone);
        context.begin_path();
        // Fails only for a negative radius.
        let _ = context.arc(x, y, CAP_RADIUS, 0.0, TAU);
        context.fill();
        self.stroke(Tone::OnRun, 1.8);
        self.fill(Tone::OnRun);
        context.set_line_cap("round");
        context.begin_path();
        match cap {
            Cap::Ok => {
                context.move_to(x - 3.4, y + 0.2);
                context.line_to(x - 1.0, y + 2.8);
                context.line_to(x + 3.6, y - 2.6);
            }
            Cap::Error => {
                context.move_to(x - 2.8, y - 2.8);
                context.line_to(x + 2.8, y + 2.8);
                context.move_to(x + 2.8, y - 2.8);
                context.line_to(x - 2.8, y + 2.8);
            }
            Cap::Cancelled => {
                let _ = context.arc(x, y, 4.0, 0.0, TAU);
                context.move_to(x - 2.8, y + 2.8);
                context.line_to(x + 2.8, y - 2.8);
            }
            Cap::TimedOut => {
                context.move_to(x, y - 4.0);
                context.line_to(x, y + 0.8);
                context.move_to(x, y + 3.8);
                context.line_to(x, y + 3.9);
            }
            Cap::Stopped => {
                context.rect(x - 2.2, y - 2.2, 4.4, 4.4);
                context.fill();
            }
        }
        context.stroke();
        context.set_line_cap("butt");
    }
}

fn set_dash(context: &CanvasRenderingContext2d, lengths: &[f64]) {
    let lengths: js_sys::Array = lengths
        .iter()
        .map(|length| JsValue::from(*length))
        .collect();
    // Fails only for lengths that are not finite.
    let _ = context.set_line_dash(&lengths);
}
