// This file is compiled as a part of Hugo's package images, in a copy of exactly the version in go.mod (scripts/hugo.mjs).

package images

import (
	"errors"
	"image"
	"image/jpeg"
	"image/png"
	"io"

	_ "golang.org/x/image/webp" // for image.Decode
)

// plain is the codec for WebP and AVIF in the place of Hugo's own, wasm in wasm, which would take minutes for a photo. Pictures are read where Go
// can read them, and written as JPEG, or as PNG where something shows through: browsers go by the content of a picture, not by its name.
func plain(EncodeDecoder) EncodeDecoder { return plainCodec{} }

type plainCodec struct{}

// Decode returns the first frame.
func (plainCodec) Decode(r io.Reader, _ map[string]any) (image.Image, error) {
	img, _, err := image.Decode(r)
	return img, explained(err)
}

// DecodeConfig returns the size.
func (plainCodec) DecodeConfig(r io.Reader) (image.Config, error) {
	config, _, err := image.DecodeConfig(r)
	return config, explained(err)
}

// Encode writes the first frame.
func (plainCodec) Encode(w io.Writer, img image.Image, options map[string]any) error {
	if opaque, ok := img.(interface{ Opaque() bool }); ok && opaque.Opaque() {
		quality, _ := options["quality"].(int)
		if quality < 1 {
			quality = 75
		}
		return jpeg.Encode(w, img, &jpeg.Options{Quality: quality})
	}
	return png.Encode(w, img)
}

// MemoryLimit is that of the largest picture.
func (plainCodec) MemoryLimit() int64 { return 1 << 30 }

func explained(err error) error {
	if errors.Is(err, image.ErrFormat) {
		return errors.New("pictures of this format cannot be read here")
	}
	return err
}
