module github.com/bep/imagemeta

go 1.27.0
