module github.com/bep/golibsass

go 1.27.0
