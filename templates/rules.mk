# Part of the Makefile: the manual, and what is installed, packed and passed on.
.PHONY: man install uninstall dist deb image

# Manual pages, with the options that the program has.
MAN := $(patsubst templates/man/%,$(BUILD)/man/%,$(wildcard templates/man/*.[157]))
man: $(MAN)
$(BUILD)/man/%: templates/man/% $(wildcard templates/man/*.awk templates/schema/*) $(BUILD)/syncro-audit
	@mkdir -p $(@D)
	@awk -v program=$(BUILD)/syncro-audit -f templates/man/fields.awk -f templates/man/fill.awk $< >$@

# Shells look for completions below both /usr and /usr/local, and so does systemd for units.
SHARE = $(DESTDIR)$(PREFIX)/share
ZSH_FUNCTIONS ?= $(PREFIX)/share/zsh/site-functions
UNITS ?= $(PREFIX)/lib/systemd/system
UNIT_FILES := $(wildcard templates/systemd/*.service templates/systemd/*.timer)
install: syncro-audit man
	install -D -m 755 syncro-audit $(DESTDIR)$(PREFIX)/bin/syncro-audit
	cd templates && find brand profiles schema permissions.json -type f \
		-exec install -D -m 644 {} $(SHARE)/syncro-audit/templates/{} \;
	install -D -m 644 -t $(SHARE)/man/man1 $(filter %.1,$(MAN))
	install -D -m 644 -t $(SHARE)/man/man7 $(filter %.7,$(MAN))
	install -D -m 644 -t $(SHARE)/man/man5 $(filter %.5,$(MAN))
	install -D -m 644 -t $(DESTDIR)$(UNITS) $(UNIT_FILES)
	install -D -m 644 templates/completion/syncro-audit.bash \
		$(SHARE)/bash-completion/completions/syncro-audit
	install -D -m 644 -t $(DESTDIR)$(ZSH_FUNCTIONS) templates/completion/_syncro-audit
	install -D -m 644 -t $(SHARE)/fish/vendor_completions.d templates/completion/syncro-audit.fish

# What install put there; folders that others use stay.
uninstall:
	rm -rf $(SHARE)/syncro-audit
	rm -f $(DESTDIR)$(PREFIX)/bin/syncro-audit $(foreach section,1 5 7,$(addprefix \
		$(SHARE)/man/man$(section)/,$(notdir $(filter %.$(section),$(MAN))))) \
		$(addprefix $(DESTDIR)$(UNITS)/,$(notdir $(UNIT_FILES))) \
		$(SHARE)/bash-completion/completions/syncro-audit \
		$(DESTDIR)$(ZSH_FUNCTIONS)/_syncro-audit $(SHARE)/fish/vendor_completions.d/syncro-audit.fish

# The same bytes from the same commit; without git, as in what was unpacked, from what is there.
NAME := syncro-audit-$(VERSION)
dist:
	@mkdir -p $(BUILD)
	$(if $(wildcard .git),git archive -o $(BUILD)/$(NAME).tar.gz --prefix=$(NAME)/ HEAD, \
		tar -czf $(BUILD)/$(NAME).tar.gz --exclude='./build*' --exclude=./demo --exclude=./syncro-audit \
			--transform='s,^\.,$(NAME),' .)

# The program linked with what it loads (audit/core/library.h), which does not run: for what looks
# up the packages that it needs.
$(BUILD)/linked: $(filter-out %/libcurl.o %/libqpdf.o,$(PROGRAM))
	@echo '  LINK    $@'
	@$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -Wl,--unresolved-symbols=ignore-all -o $@ $^ $(LIBS) \
		$(call pkg-config,--libs,$(LOADED))

deb: dist
	rm -rf $(BUILD)/deb && mkdir $(BUILD)/deb && tar -C $(BUILD)/deb -xf $(BUILD)/$(NAME).tar.gz
	cp -r templates/debian $(BUILD)/deb/$(NAME)/debian
	cd $(BUILD)/deb/$(NAME) && dpkg-buildpackage -b -us -uc
	lintian --allow-root --fail-on error,warning $(BUILD)/deb/*.changes
	@ls $(BUILD)/deb/*.deb

# An OCI image of the package; see templates/kubernetes.
image: deb
	templates/image/make $(BUILD)/deb/syncro-audit_*.deb $(BUILD)/$(NAME).oci.tar
