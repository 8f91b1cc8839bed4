//! A figure as PNG, by the font that comes with the program.

use super::drawing::Drawing;
use super::svg;
use crate::error::Error;
use png::{BitDepth, ColorType, Encoder, PixelDimensions, Unit};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};
use std::sync::Arc;

/// Parts of Liberation Sans under another name, see `font/LICENSE-OFL.txt`.
const FONTS: [&[u8]; 2] = [
    include_bytes!("font/radsift-figure-regular.ttf"),
    include_bytes!("font/radsift-figure-bold.ttf"),
];

/// The family of these fonts.
const FAMILY: &str = "Radsift Figure";

/// So many dots are drawn at most: a full page of 600 dots an inch has 23 million. Each takes seven bytes of memory.
const MOST_DOTS: f32 = 4e7;

/// The picture, with its resolution.
///
/// # Errors
/// A picture of too many dots.
pub(super) fn write(drawing: &Drawing, dpi: u32) -> Result<Vec<u8>, Error> {
    let mut fonts = fontdb::Database::new();
    FONTS.iter().for_each(|font| fonts.load_font_data(font.to_vec()));
    fonts.set_sans_serif_family(FAMILY);
    let options = Options {
        // Lengths in the figure are in millimetres.
        dpi: 96.0,
        font_family: FAMILY.to_owned(),
        fontdb: Arc::new(fonts),
        ..Options::default()
    };
    let broken = |_| Error::usage("the figure cannot be drawn");
    let tree = Tree::from_str(&svg::write(drawing), &options).map_err(broken)?;
    if dpi == 0 {
        return Err(Error::usage("a figure needs at least one dot an inch"));
    }
    let scale = dpi as f32 / 96.0;
    let (width, height) = ((tree.size().width() * scale).ceil(), (tree.size().height() * scale).ceil());
    if (width * height).is_nan() || width * height > MOST_DOTS {
        let error = Error::usage(format!("the figure has too many dots: {width} by {height}"));
        return Err(error.help("fewer dots an inch, or the SVG"));
    }
    let mut picture = Pixmap::new((width as u32).max(1), (height as u32).max(1)).ok_or_else(|| Error::usage("the figure has no size"))?;
    picture.fill(resvg::tiny_skia::Color::WHITE);
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut picture.as_mut());
    // The background is white, so that nothing is seen through.
    let colours: Vec<u8> = picture
        .pixels()
        .iter()
        .flat_map(|dot| [dot.red(), dot.green(), dot.blue()])
        .collect();
    let mut out = Vec::new();
    let mut encode = || -> Result<(), png::EncodingError> {
        let mut encoder = Encoder::new(&mut out, picture.width(), picture.height());
        encoder.set_color(ColorType::Rgb);
        encoder.set_depth(BitDepth::Eight);
        let dots = (f64::from(dpi) / 0.0254).round() as u32;
        encoder.set_pixel_dims(Some(PixelDimensions {
            xppu: dots,
            yppu: dots,
            unit: Unit::Meter,
        }));
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&colours)?;
        writer.finish()
    };
    encode().map_err(|_| Error::usage("the figure cannot be written"))?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use crate::cohort::flow::{Flow, FlowBox};

    #[test]
    fn a_picture_knows_its_size() {
        let flow = Flow {
            title: None,
            boxes: vec![FlowBox::new(["A"]).after(["B"])],
        };
        let bytes = flow.png(300).unwrap();
        let reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
        let info = reader.info();
        assert_eq!(info.pixel_dims.unwrap().xppu, 11_811);
        assert_eq!(info.width, 2_008, "170 mm at 300 dots an inch");
    }

    #[test]
    fn every_letter_of_the_font_is_drawn() {
        let blank = Flow {
            title: None,
            boxes: vec![FlowBox::new([""])],
        };
        for letter in ['a', 'Z', '<', '\u{e9}', '\u{3b1}', '\u{2265}', '\u{2013}'] {
            let flow = Flow {
                title: None,
                boxes: vec![FlowBox::new([letter.to_string()])],
            };
            assert_ne!(flow.png(96).unwrap(), blank.png(96).unwrap(), "{letter}");
        }
    }
}
