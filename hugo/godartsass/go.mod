module github.com/bep/godartsass/v2

go 1.27.0

require github.com/bep/golibsass v1.2.0
