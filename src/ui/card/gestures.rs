//! Zoom and pan by wheel, drag and pinch.

use super::plot_state::PlotState;
use crate::ui::lens;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Element, PointerEvent, WheelEvent};

/// A finger or a mouse has to move this far, in px, before it pans and does not press.
const DRAG_AFTER: f64 = 5.0;
/// How much one unit of the wheel magnifies.
const WHEEL: f64 = 0.0022;

/// With Ctrl or Cmd, and for a pinch on a touchpad, the wheel magnifies around the pointer;
/// sideways, or with Shift, it pans. Up and down it scrolls the page, as anywhere.
pub fn wheel(plot: &PlotState, event: &WheelEvent) {
    let (across, down) = (event.delta_x(), event.delta_y());
    // Lines, not px: some mice count so.
    let unit = if event.delta_mode() == 1 { 16.0 } else { 1.0 };
    if event.ctrl_key() || event.meta_key() {
        event.prevent_default();
        let share = share(plot, f64::from(event.client_x()));
        let factor = (-down * unit * WHEEL).clamp(-1.0, 1.0).exp();
        lens::zoom(plot.page, factor, share);
        return;
    }
    let across = if event.shift_key() && across == 0.0 {
        down
    } else {
        across
    };
    let sideways = across.abs() > down.abs() || (event.shift_key() && across != 0.0);
    if sideways && plot.page.range.get_untracked().is_some() {
        event.prevent_default();
        let width = plot.width.get_untracked().max(1.0);
        lens::pan(plot.page, across * unit / width);
    }
}

/// How far along the plot a point of the window lies, from 0 to 1.
fn share(plot: &PlotState, client_x: f64) -> f64 {
    let scale = untrack(|| plot.page.scale(plot.width.get()));
    scale.share(client_x - plot.left.get_value())
}

/// Presses and drags on `element` move the playhead.
pub fn scrub(element: &Element, plot: PlotState) {
    let move_to = move |event: &PointerEvent, element: &Element| {
        if plot.page.is_running() || plot.page.end_now().0 == 0 {
            return;
        }
        let left = element.get_bounding_client_rect().left();
        let scale = untrack(|| plot.page.scale(plot.width.get()));
        let value = scale.value(f64::from(event.client_x()) - left);
        plot.page.seek(scale.unit(), value);
    };
    let pressed = element.clone();
    listen(element, "pointerdown", move |event| {
        if event.button() == 0 {
            // A pointer that is gone cannot be captured; the press counts all the same.
            let _ = pressed.set_pointer_capture(event.pointer_id());
            move_to(&event, &pressed);
        }
    });
    let moved = element.clone();
    listen(element, "pointermove", move |event| {
        if event.buttons() & 1 == 1 {
            move_to(&event, &moved);
        }
    });
}

#[derive(Default)]
struct Fingers {
    /// Id and place of each finger, or of the mouse.
    down: RefCell<Vec<(i32, f64)>>,
    panning: Cell<bool>,
}

/// Drags on `element` pan, two fingers pinch. A drag that pans presses nothing.
pub fn pan_and_pinch(element: &Element, plot: PlotState) {
    let fingers = Rc::new(Fingers::default());
    let (down, moved) = (fingers.clone(), fingers.clone());
    listen(element, "pointerdown", move |event| {
        if event.button() == 0 {
            let mut fingers = down.down.borrow_mut();
            fingers.retain(|finger| finger.0 != event.pointer_id());
            fingers.push((event.pointer_id(), f64::from(event.client_x())));
            down.panning.set(fingers.len() > 1);
        }
    });
    let capture = element.clone();
    listen(element, "pointermove", move |event| {
        drag(&plot, &moved, &capture, &event);
    });
    for end in ["pointerup", "pointercancel"] {
        let fingers = fingers.clone();
        listen(element, end, move |event| {
            let mut down = fingers.down.borrow_mut();
            down.retain(|finger| finger.0 != event.pointer_id());
        });
    }
    let press = Closure::<dyn FnMut(web_sys::Event)>::new(move |event: web_sys::Event| {
        if fingers.panning.take() {
            event.stop_propagation();
        }
    });
    let options = web_sys::AddEventListenerOptions::new();
    options.set_capture(true);
    let _ = element.add_event_listener_with_callback_and_add_event_listener_options(
        "click",
        press.as_ref().unchecked_ref(),
        &options,
    );
    press.forget();
}

fn drag(plot: &PlotState, fingers: &Fingers, element: &Element, event: &PointerEvent) {
    let mut down = fingers.down.borrow_mut();
    let x = f64::from(event.client_x());
    let Some(place) = down
        .iter()
        .position(|finger| finger.0 == event.pointer_id())
    else {
        return;
    };
    let before = down.clone();
    let width = plot.width.get_untracked().max(1.0);
    let Some(finger) = down.get_mut(place) else {
        return;
    };
    let by = x - finger.1;
    match before.as_slice() {
        [_] => {
            if plot.page.range.get_untracked().is_none() {
                return;
            }
            if !fingers.panning.get() {
                if by.abs() < DRAG_AFTER {
                    return;
                }
                fingers.panning.set(true);
                let _ = element.set_pointer_capture(event.pointer_id());
            }
            finger.1 = x;
            lens::pan(plot.page, -by / width);
        }
        [one, two] => {
            finger.1 = x;
            let other = if place == 0 { two.1 } else { one.1 };
            let (apart, now) = ((one.1 - two.1).abs(), (other - x).abs());
            if apart > 8.0 && now > 8.0 {
                lens::zoom(plot.page, now / apart, share(plot, f64::midpoint(other, x)));
            }
            lens::pan(plot.page, -by / 2.0 / width);
        }
        _ => {}
    }
}

fn listen(element: &Element, event: &str, hear: impl FnMut(PointerEvent) + 'static) {
    let hear = Closure::<dyn FnMut(PointerEvent)>::new(hear);
    // Lives as long as its element.
    let _ = element.add_event_listener_with_callback(event, hear.as_ref().unchecked_ref());
    hear.forget();
}
