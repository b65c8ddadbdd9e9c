//! Paints a scene with plotters on a canvas of the screen's own pixels.

use leptos::prelude::window;
use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast;
use web_sys::HtmlCanvasElement;

use super::scene::{Line, Scene, Tone};
use crate::browser::{Colours, colours};

/// Room beside the drawing, in CSS pixels: start, end, top, bottom.
const START: f64 = 50.0;
const END: f64 = 4.0;
/// More room at the end for the names of lines.
const NAMES: f64 = 32.0;
const TOP: f64 = 10.0;
const BOTTOM: f64 = 22.0;
/// Size of words.
const WORDS: f64 = 11.0;
/// About so wide is a character.
const CHARACTER: f64 = 6.4;

type Area = DrawingArea<CanvasBackend, Shift>;
type Painted = Result<(), DrawingAreaErrorKind<<CanvasBackend as DrawingBackend>::ErrorType>>;

/// Paints the scene as large as the canvas is shown. Nothing is painted where there is no room.
pub fn paint(canvas: &HtmlCanvasElement, scene: &Scene) {
    let ratio = window().device_pixel_ratio().max(1.0);
    let shown = canvas.get_bounding_client_rect();
    let (width, height) = (shown.width() * ratio, shown.height() * ratio);
    if width < (START + END + NAMES) * ratio || height < (TOP + BOTTOM) * ratio {
        return;
    }
    // Setting the size also clears the canvas.
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    if let Some(backend) = CanvasBackend::with_canvas_object(canvas.clone()) {
        let colours = colours(canvas.unchecked_ref());
        let end = if scene.lines.is_empty() {
            END
        } else {
            END + NAMES
        };
        let painter = Painter {
            area: backend.into_drawing_area(),
            ratio,
            width,
            height,
            end,
            colours,
        };
        // A canvas that refuses leaves the table, which holds the same rows.
        painter.paint(scene).ok();
    }
}

struct Painter {
    area: Area,
    ratio: f64,
    width: f64,
    height: f64,
    end: f64,
    colours: Colours,
}

impl Painter {
    fn paint(&self, scene: &Scene) -> Painted {
        let ticks = scene.ticks();
        let top = ticks.last().copied().unwrap_or(1) as f64;
        self.grid(&ticks, top, scene.unit)?;
        self.starts(&scene.starts)?;
        self.bars(&scene.bars, top)?;
        for line in &scene.lines {
            self.line(line, scene.starts.len(), top)?;
        }
        self.names(&scene.lines, top)
    }

    fn grid(&self, ticks: &[u64], top: f64, unit: &str) -> Painted {
        let last = ticks.len().saturating_sub(1);
        for (place, tick) in ticks.iter().enumerate() {
            let y = self.y(*tick as f64, top);
            let colour = self.colour(if place == 0 { "edge" } else { "hair" });
            let ends = vec![(self.px(START), y), (self.end(), y)];
            self.area.draw(&PathElement::new(
                ends,
                colour.stroke_width(self.stroke(1.0)),
            ))?;
            let text = if place == last && !unit.is_empty() {
                format!("{tick} {unit}")
            } else {
                tick.to_string()
            };
            self.words(
                &text,
                (self.px(START - 6.0), y),
                HPos::Right,
                VPos::Center,
                "ink3",
            )?;
        }
        Ok(())
    }

    fn starts(&self, starts: &[String]) -> Painted {
        // Each stands at the start of its part, as often as the longest has room.
        let longest = starts.iter().map(String::len).max().unwrap_or(0);
        let needed = (longest as f64 + 3.0) * CHARACTER * self.ratio;
        let part = self.room() / starts.len().max(1) as f64;
        let every = (needed / part).ceil().max(1.0) as usize;
        let y = self.px(self.css_height() - BOTTOM + 6.0);
        for (place, start) in starts.iter().enumerate().step_by(every) {
            let x = self.x(place as f64, starts.len());
            if f64::from(x) + needed <= self.width + self.end * self.ratio {
                self.words(start, (x, y), HPos::Left, VPos::Top, "ink3")?;
            }
        }
        Ok(())
    }

    fn bars(&self, bars: &[f64], top: f64) -> Painted {
        let colour = self.colour("bar");
        for (place, value) in bars.iter().enumerate().filter(|(_, value)| **value > 0.0) {
            let from = (
                self.x(place as f64, bars.len()) + self.px(1.0),
                self.y(*value, top),
            );
            let to = (
                self.x(place as f64 + 1.0, bars.len()) - self.px(1.0),
                self.y(0.0, top),
            );
            self.area.draw(&Rectangle::new(
                [from, (to.0.max(from.0 + 1), to.1)],
                colour.filled(),
            ))?;
        }
        Ok(())
    }

    fn line(&self, line: &Line, parts: usize, top: f64) -> Painted {
        let style = self.colour(tone(line.tone)).stroke_width(self.stroke(1.5));
        for run in Scene::runs(&line.points) {
            let points: Vec<(i32, i32)> = run
                .iter()
                .map(|(place, value)| (self.x(*place as f64 + 0.5, parts), self.y(*value, top)))
                .collect();
            if let [only] = points.as_slice() {
                self.area
                    .draw(&Circle::new(*only, self.px(2.0), style.filled()))?;
            } else {
                self.area.draw(&PathElement::new(points, style))?;
            }
        }
        Ok(())
    }

    /// Names at the ends of lines, moved apart where they would touch.
    fn names(&self, lines: &[Line], top: f64) -> Painted {
        let mut lowest = i32::MIN;
        for line in lines {
            let Some(value) = line.points.iter().rev().flatten().next() else {
                continue;
            };
            let y = self.y(*value, top).max(lowest);
            lowest = y.saturating_add(self.px(WORDS + 3.0));
            self.words(
                line.name,
                (self.end() + self.px(4.0), y),
                HPos::Left,
                VPos::Center,
                tone(line.tone),
            )?;
        }
        Ok(())
    }

    fn words(&self, text: &str, at: (i32, i32), side: HPos, rise: VPos, token: &str) -> Painted {
        let size = WORDS * self.ratio;
        let colour = self.colour(token);
        let style = TextStyle::from(("system-ui, sans-serif", size).into_font())
            .color(&colour)
            .pos(Pos::new(side, rise));
        self.area.draw(&Text::new(text.to_owned(), at, style))
    }

    fn colour(&self, token: &str) -> RGBColor {
        let (red, green, blue) = self.colours.of(token);
        RGBColor(red, green, blue)
    }

    fn px(&self, css: f64) -> i32 {
        (css * self.ratio).round() as i32
    }

    fn stroke(&self, css: f64) -> u32 {
        (css * self.ratio).round() as u32
    }

    fn css_height(&self) -> f64 {
        self.height / self.ratio
    }

    fn end(&self) -> i32 {
        self.width as i32 - self.px(self.end)
    }

    fn x(&self, place: f64, parts: usize) -> i32 {
        (START * self.ratio + self.room() * place / parts.max(1) as f64).round() as i32
    }

    fn room(&self) -> f64 {
        self.width - (START + self.end) * self.ratio
    }

    fn y(&self, value: f64, top: f64) -> i32 {
        let foot = self.height - BOTTOM * self.ratio;
        let room = foot - TOP * self.ratio;
        (foot - room * value / top).round() as i32
    }
}

fn tone(tone: Tone) -> &'static str {
    match tone {
        Tone::First => "accent",
        Tone::Second => "ink2",
        Tone::Third => "ink3",
    }
}
