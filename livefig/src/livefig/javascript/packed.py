"""Constant arrays in the page: written out, or packed in base 64 where that is shorter."""

from base64 import b64encode
from typing import Any

import numpy as np

from livefig.javascript.table import literal
from livefig.tracing.packing import narrowest

SMALL = 64  # so many numbers are written out, to be read

NAMES = {
    "int8": "Int8Array", "uint8": "Uint8Array", "int16": "Int16Array", "uint16": "Uint16Array",
    "int32": "Int32Array", "uint32": "Uint32Array", "float32": "Float32Array",
    "float64": "Float64Array",
}  # fmt: skip

HELPERS = {
    # numbers of a type from base 64; a page's program has no other means of its own than this
    "unpacked": """(text, Type) => {
  const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const value = new Uint8Array(128);
  for (let i = 0; i < 64; i++) value[digits.charCodeAt(i)] = i;
  const bytes = new Uint8Array((text.length / 4) * 3 - (text.match(/=*$/)[0].length));
  for (let i = 0, k = 0; i < text.length; i += 4, k += 3) {
    const [a, b, c, d] = [0, 1, 2, 3].map((j) => value[text.charCodeAt(i + j)]);
    bytes[k] = (a << 2) | (b >> 4);
    bytes[k + 1] = (b << 4) | (c >> 2);
    bytes[k + 2] = (c << 6) | d;
  }
  return Float64Array.from(new Type(bytes.buffer));
}""",
}


def typed_array(values: np.ndarray[Any, Any], array_type: str = "Float64Array") -> str:
    """Return the expression of a typed array that holds `values`, flat."""
    written = ",".join(map(literal, values.ravel().tolist()))
    if values.size > SMALL and array_type == "Float64Array":
        packed = narrowest(values.ravel())
        text = b64encode(packed.astype(packed.dtype.newbyteorder("<")).tobytes()).decode()
        if len(text) < len(written):
            return f'unpacked("{text}", {NAMES[packed.dtype.name]})'
    return f"new {array_type}([{written}])"
