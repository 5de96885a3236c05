#!/bin/sh
# Brings a bare Debian or Raspberry Pi OS (Python 3.11+ and make) to where voiceground runs.
#
#   tools/setup.sh run     what a session needs
#   tools/setup.sh test    that, and what the tests need
#
# Says what it installs, asks nothing, and says nothing when nothing is missing. Without root it says
# the one line to run and goes on without sound. On systems other than Debian's, pip alone is used.
set -eu
cd "$(dirname "$0")/.."
goal=${1:-run}
case $goal in
    run) package=. system="libportaudio2 espeak-ng" ;;
    test) package='.[test]' system="libportaudio2 espeak-ng pulseaudio pulseaudio-utils libasound2-plugins strace chromium" ;;
    *) echo "tools/setup.sh knows run and test, not $goal." >&2 && exit 2 ;;
esac
say() { printf 'voiceground: %s\n' "$*" >&2; }

# The first Python that is new enough. PYTHON=... chooses another.
choose_python() {
    for python in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && return
    done
    say "Python 3.11 or newer is needed. Debian 12, Raspberry Pi OS 12 and later have it as python3."
    exit 1
}

python_has() { "$python" -c "import $1" 2>/dev/null; }

# --- system packages --------------------------------------------------------------------------------

# Those of the named Debian packages that are not installed.
missing_of() {
    found=$(dpkg-query -W -f ' ${Package}=${db:Status-Status} ' "$@" 2>/dev/null) || true
    for name in "$@"; do
        case $found in *" $name=installed "*) ;; *) printf ' %s' "$name" ;; esac
    done
}

is_root() { [ "$(id -u)" = 0 ]; }
as_root() { if is_root; then "$@"; else sudo -n "$@"; fi; }

# False when we may not install, or when apt could not.
apt_install() {
    is_root || sudo -n true 2>/dev/null || return 1
    say "installing with apt:$*"
    log=$(mktemp)
    as_root apt-get -q -o DPkg::Lock::Timeout=120 update >"$log" 2>&1 || true # an old list may do
    # shellcheck disable=SC2068 # one word a package
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=120 \
        install --no-install-recommends $@ >>"$log" 2>&1 || { tail -n 3 "$log" >&2 && rm -f "$log" && return 1; }
    rm -f "$log"
}

install_system() {
    command -v dpkg-query >/dev/null && command -v apt-get >/dev/null || return 0
    # shellcheck disable=SC2086 # one word a package
    missing=$(missing_of $system)
    [ -x .venv/bin/python ] || python_has ensurepip || missing="$missing python3-venv"
    if [ -n "$missing" ] && ! apt_install "$missing"; then
        say "not installed yet:$missing. The line that does it is"
        echo "    sudo apt-get update && sudo apt-get install -y$missing" >&2
        case $missing in *libportaudio2* | *espeak-ng*) say "until then there is no sound: the words are on the screen, and keys answer." ;; esac
    fi
}

# --- the package, in .venv --------------------------------------------------------------------------

# Whether .venv works and was made in this very folder: its scripts hold the path.
here() { grep -qsF "$(pwd -P)/.venv" .venv/pyvenv.cfg && .venv/bin/python -c '' 2>/dev/null; }

stamp() { cksum <pyproject.toml; }

ready() { [ -x .venv/bin/voiceground ] && [ "$(cat ".venv/ready-$goal" 2>/dev/null)" = "$(stamp)" ] && here; }

# A .venv that was moved, copied or lost its Python is made anew.
make_venv() {
    here && return
    rm -rf .venv
    if python_has ensurepip; then
        "$python" -m venv .venv
    elif python_has pip; then # Debian without python3-venv, and no root
        "$python" -m venv --without-pip .venv
    else
        say "without python3-venv there is nothing to install into. It is in the line above."
        exit 1
    fi
}

pip() {
    if [ -x .venv/bin/pip ]; then installer=.venv/bin/python; else installer=$python; fi
    "$installer" -m pip --python .venv/bin/python --disable-pip-version-check --quiet "$@"
}

install_package() {
    say "installing the Python packages into .venv (once, about a minute)"
    make_venv
    if pip install --only-binary :all: --editable "$package"; then
        stamp >.venv/ready-run
        [ "$goal" = run ] || stamp >.venv/ready-test
    elif [ "$goal" = run ] && [ -x .venv/bin/voiceground ]; then
        say "that did not work. Going on with what was installed before."
    else
        say "that did not work. The reason is above; the next try begins where this one ended."
        exit 1
    fi
}

if ready; then
    install_system
else
    choose_python
    install_system
    install_package
fi
