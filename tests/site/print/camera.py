"""A printer and a telephone's camera, simulated: dot gain, dirt, tilt, blur, poor light, noise, JPEG."""

import io
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

Pixels = NDArray[np.uint8]
DOTS_PER_MM = 600 / 25.4  # a print shop's plate and a good laser printer
PIXELS_PER_MM = 8  # a 1080p picture from about 20 cm


@dataclass(frozen=True)
class Shot:
    """One photograph: tilt and roll in degrees, blur in millimetres, light as a share of full light."""

    tilt: float
    roll: float
    blur: float
    light: float


def shot(chance: np.random.Generator) -> Shot:
    """Return an ordinary photograph: tilt 10–30°, some blur, 40–90 % light."""
    return Shot(chance.uniform(10, 30), chance.uniform(0, 360), chance.uniform(0.08, 0.18), chance.uniform(0.4, 0.9))


def printed(rows: tuple[tuple[bool, ...], ...], module_mm: float) -> Image.Image:
    """Return a code with its quiet zone as it leaves the press: dark modules a little fatter than they should be."""
    dots = round(module_mm * DOTS_PER_MM)
    cells = np.pad(np.where(np.array(rows), 0, 255).astype(np.uint8), 4, constant_values=255)
    plate = cells.repeat(dots, 0).repeat(dots, 1)
    for axis in (0, 1):  # one dot of gain on every side
        plate = np.minimum(np.minimum(np.roll(plate, 1, axis), np.roll(plate, -1, axis)), plate)
    return Image.fromarray(plate).filter(ImageFilter.BoxBlur(0.8))


def dirty(sheet: Image.Image, chance: np.random.Generator, share: float) -> Image.Image:
    """Return the code with one stain over a share of its area, away from the three corners that find it."""
    pixels = np.array(sheet)
    side = pixels.shape[0]
    radius = (share / np.pi) ** 0.5 * side * 0.8  # the share is of the symbol, not of the quiet zone around it
    x, y = chance.uniform(0.5, 0.66, 2) * side
    ys, xs = np.ogrid[:side, :side]
    pixels[(xs - x) ** 2 + (ys - y) ** 2 < radius**2] = chance.choice([40, 200])
    return Image.fromarray(pixels)


def photographed(sheet: Image.Image, taken: Shot, chance: np.random.Generator) -> Pixels:
    """Return what the camera stores of a sheet: turned, tilted, blurred, dim, noisy, compressed."""
    side = round(sheet.width / DOTS_PER_MM * PIXELS_PER_MM)
    flat = sheet.resize((side, side), Image.Resampling.BOX)
    around = Image.new("L", (side * 3 // 2, side * 3 // 2), 214)
    around.paste(flat, (side // 4, side // 4))
    tilt = _tilted(around.width, taken.tilt, taken.roll)
    seen = around.transform(around.size, Image.Transform.PERSPECTIVE, tilt, Image.Resampling.BICUBIC, fillcolor=214)
    seen = seen.filter(ImageFilter.GaussianBlur(taken.blur * PIXELS_PER_MM))
    return _stored(np.asarray(seen, dtype=np.float64) * taken.light, chance)


def _tilted(side: int, degrees: float, roll: float) -> list[float]:
    """Return the perspective of a sheet that is turned and leans back, seen from five times its width."""
    angle, turn = np.radians((degrees, roll))
    half, far = side / 2, 5.0
    corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)], dtype=float)
    turned = corners @ np.array([(np.cos(turn), -np.sin(turn)), (np.sin(turn), np.cos(turn))])
    depth = far / (far + turned[:, 1] * np.sin(angle))
    there = np.stack([turned[:, 0] * depth, turned[:, 1] * np.cos(angle) * depth], axis=1)
    return _coefficients(there * half + half, corners * half + half)


def _coefficients(seen: NDArray[np.float64], flat: NDArray[np.float64]) -> list[float]:
    rows = []
    for (x, y), (u, v) in zip(seen, flat, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
    return [float(c) for c in np.linalg.solve(np.array(rows), flat.reshape(8))]


def _stored(light: NDArray[np.float64], chance: np.random.Generator) -> Pixels:
    noisy = np.clip(light + chance.normal(0, 4, light.shape), 0, 255).astype(np.uint8)
    file = io.BytesIO()
    Image.fromarray(noisy).save(file, "JPEG", quality=60)
    return np.asarray(Image.open(file))
