## make reproduce            the quick start and, where data and weights are found, the anchors and every method once
## make test                 all tests
## make data, make weights   downloads what can be had, and says what cannot
## make table TABLE=NAME     renders a published table again from its rows; with PROFILE=quick|cpu|paper runs its experiment
## make ablation PAPER=NAME  the same for all ablations of a method
## make bench                speed and memory against rivals
## make soak                 the long tests
## Each target does its own set-up on a fresh Debian 12 with .NET 10 and make.

SHELL         := /bin/bash
DOTNET        ?= dotnet
PROFILE       ?=
EXPERIMENT    ?=
RESEARCH      := src/Cli/bin/Release/net10.0/research
TESTS         := tests/bin/Release/net10.0/Research.Tests
# The test runner changes the working directory; the default data root is relative to this one.
WITH_DATA     := RESEARCH_DATA="$${RESEARCH_DATA:-$(CURDIR)/data}"
FONT          := $(or $(RESEARCH_FONT),/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf)
ABLATIONS      = $(patsubst experiments/%.yaml,%,$(sort $(wildcard experiments/ablations/$(PAPER)/*.yaml)))

# A published result from its rows; with a profile, its experiment from the images.
render         = $(if $(PROFILE),$(RESEARCH) run experiments/$(1).yaml --profile $(PROFILE),$(RESEARCH) table $(1))

# The same, but what has no published result is named and passed by.
render-known   = $(if $(PROFILE)$(wildcard results/$(1)/rows.csv),$(call render,$(1)),@echo "$(1) has no published result; PROFILE=quick runs it")

define newline


endef

export DOTNET_CLI_TELEMETRY_OPTOUT := 1
export DOTNET_NOLOGO := 1

.DEFAULT_GOAL := help
.PHONY: help setup build reproduce test soak bench table ablation data weights clean

help:
	@sed -n 's/^## //p' Makefile

setup:
	@command -v $(DOTNET) >/dev/null || { echo "The .NET 10 SDK is missing: install it (https://dotnet.microsoft.com/download/dotnet/10.0) and try again." >&2; exit 2; }
	@if [ -n "$$RESEARCH_FONT" ] && [ ! -f "$$RESEARCH_FONT" ]; then echo "RESEARCH_FONT names '$$RESEARCH_FONT', which is not there." >&2; exit 2; fi
	@if [ ! -f "$(FONT)" ]; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then apt-get update -qq && apt-get install -y -qq fonts-dejavu-core >/dev/null; \
	  else echo "The font of the figures is missing. Install it:  sudo apt-get install fonts-dejavu-core  (or set RESEARCH_FONT to a .ttf file)" >&2; exit 2; fi; fi

build: setup
	@$(DOTNET) build Research.sln -c Release -v quiet --nologo

reproduce: build
ifneq ($(EXPERIMENT),)
	$(RESEARCH) run experiments/$(EXPERIMENT).yaml --profile $(or $(PROFILE),quick)
else
	$(RESEARCH) run experiments/quickstart.yaml --profile $(or $(PROFILE),quick)
	$(RESEARCH) run experiments/anchors.yaml --profile $(or $(PROFILE),quick)
	$(RESEARCH) run experiments/set5.yaml --profile $(or $(PROFILE),quick)
endif

test: build
	$(WITH_DATA) $(TESTS) -noColor

soak: build
	RESEARCH_SOAK=1 $(WITH_DATA) $(TESTS) -noColor -trait "soak=yes"

bench: build
	$(RESEARCH) bench

table: build
	@[ -n "$(TABLE)" ] || { echo "Name a published result: make table TABLE=quickstart" >&2; exit 2; }
	$(call render,$(TABLE))

ablation: build
	@[ -n "$(PAPER)" ] && [ -d "experiments/ablations/$(PAPER)" ] || { echo "Name a method: make ablation PAPER=NAME, with NAME one of: $(notdir $(patsubst %/,%,$(wildcard experiments/ablations/*/)))" >&2; exit 2; }
	$(foreach name,$(ABLATIONS),$(call render-known,$(name))$(newline)	)

data: build
	$(RESEARCH) data download

weights: build
	$(RESEARCH) weights download

clean:
	find src tests -type d \( -name bin -o -name obj \) -prune -exec rm -rf {} +
	rm -rf results/local
