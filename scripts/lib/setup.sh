# shellcheck shell=bash
# What every script needs before it can start: system packages, Odoo 19.0, a virtual environment, a user to run them as.
# Sourced by the scripts; safe to run again and again: each step is skipped when its result is already there.
#
# Sets: ROOT (this checkout), STATE (ignored working folder), CODE (where the unprivileged user reads the code),
#       VENV, ODOO_TREE (folder that holds the `odoo` package), OFFICE_USER (empty when not run as root).

set -euo pipefail

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)"
OFFICE_USER=""
PYTHON="${OFFICE_PYTHON:-/usr/bin/python3}"

say() { printf '\033[2m%s\033[0m\n' "$*" >&2; }
die() { printf '\n%s\n' "$*" >&2; exit 1; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null; then sudo "$@"
    else die "This step needs root rights: $*
Run the script as root, or install sudo."
    fi
}

# --- system packages -------------------------------------------------------------------------------------------------

has_postgresql() { ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; }
has_browser() { command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; }
has_venv() { [ -x "$PYTHON" ] && "$PYTHON" -c 'import ensurepip, venv' >/dev/null 2>&1; }
has_magic() { ldconfig -p 2>/dev/null | grep -q 'libmagic\.so' || ls /usr/lib/*/libmagic.so* >/dev/null 2>&1; }

# Asks apt for what is missing, in one go. A server that is embedded needs no cluster of the system's own.
install_system_packages() {
    local wanted=()
    has_venv || wanted+=(python3 python3-venv)
    has_magic || wanted+=(libmagic1)
    [ -n "${PGHOST:-}" ] || has_postgresql || wanted+=(postgresql postgresql-contrib)
    if [ "${1:-}" = test ]; then
        has_browser || wanted+=(chromium fonts-dejavu-core)
        command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] || wanted+=(nginx-light)
        command -v pdftoppm >/dev/null || wanted+=(poppler-utils)
    fi
    [ ${#wanted[@]} -gt 0 ] || return 0
    command -v apt-get >/dev/null || die "These are missing and this machine has no apt: ${wanted[*]}. Install them and start again."
    say "Installing ${wanted[*]} …"
    if [ ! -e /etc/postgresql-common/createcluster.conf ] && [[ " ${wanted[*]} " == *" postgresql "* ]]; then
        as_root mkdir -p /etc/postgresql-common/createcluster.d
        echo 'create_main_cluster = false' | as_root tee /etc/postgresql-common/createcluster.d/embedded.conf >/dev/null
    fi
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq || say "apt could not refresh its lists; going on with those at hand."
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${wanted[@]}" >/dev/null ||
        die "apt could not install: ${wanted[*]}. Its message is above; mend that and start again."
}

# --- where things live -----------------------------------------------------------------------------------------------

# Neither Odoo nor PostgreSQL runs as root: a system user does, and it must be able to read the checkout. Where it cannot
# (a clone in /root), the state moves to /var/lib and the code is mirrored there at each start.
settle() {
    STATE="${OFFICE_STATE:-$ROOT/.state}"
    CODE="$ROOT"
    CACHE="${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/lecce-smartcity"
    if [ "$(id -u)" = 0 ]; then
        OFFICE_USER=smartcity
        CACHE=/var/cache/lecce-smartcity
        id "$OFFICE_USER" >/dev/null 2>&1 ||
            useradd --system --user-group --home-dir /nonexistent --shell /usr/sbin/nologin "$OFFICE_USER"
        if ! setpriv --reuid "$OFFICE_USER" --regid "$OFFICE_USER" --init-groups test -r "$ROOT/scripts/lib/setup.sh"; then
            STATE="${OFFICE_STATE:-/var/lib/lecce-smartcity/$(printf %s "$ROOT" | sha256sum | cut -c1-12)}"
            CODE="$STATE/code"
            mkdir -p "$CODE"
            for part in addons config scripts tests requirements; do
                [ -d "$ROOT/$part" ] || continue
                rm -rf "${CODE:?}/$part" && cp -a "$ROOT/$part" "$CODE/$part"
            done
            chown -R "root:$OFFICE_USER" "$CODE" && chmod -R g+rX "$CODE"
            [ -e "$ROOT/.state" ] || ln -s "$STATE" "$ROOT/.state"
        fi
    fi
    mkdir -p "$STATE" "$CACHE"
    chmod 755 "$STATE" "$CACHE"
    VENV="$STATE/venv"
}

# --- Odoo 19.0 -------------------------------------------------------------------------------------------------------

# First of: ODOO_HOME (a checkout), or Debian's odoo-19 from the unstable suite of the machine's own Debian mirror.
find_odoo() {
    if [ -n "${ODOO_HOME:-}" ]; then
        [ -f "$ODOO_HOME/odoo/release.py" ] || die "ODOO_HOME=$ODOO_HOME holds no Odoo: there is no odoo/release.py in it."
        grep -q "version_info = (19, 0" "$ODOO_HOME/odoo/release.py" || die "ODOO_HOME=$ODOO_HOME is not Odoo 19.0."
        ODOO_TREE="$ODOO_HOME"
        return
    fi
    ODOO_TREE="$CACHE/odoo-19.0/usr/lib/python3/dist-packages"
    [ -f "$CACHE/odoo-19.0/.complete" ] && return
    say "Fetching Odoo 19.0 (about 120 MB, once) …"
    fetch_odoo_package
}

# A private apt: own lists, cache and sources, the machine's mirror and keyring. Nothing of the system changes.
# $1 folder, $2 suite; reads "URI|keyring" lines on standard input.
private_apt() {
    local folder="$1" suite="$2" uri keyring
    mkdir -p "$folder"/{lists/partial,cache/archives/partial,sources}
    : > "$folder/sources/derived.sources"
    while IFS='|' read -r uri keyring; do
        printf 'Types: deb\nURIs: %s\nSuites: %s\nComponents: main\n%s\n\n' "$uri" "$suite" \
            "${keyring:+Signed-By: $keyring}" >> "$folder/sources/derived.sources"
    done
    cat > "$folder/apt.conf" <<CONF
Dir::Etc::sourcelist "/dev/null";
Dir::Etc::sourceparts "$folder/sources";
Dir::State::lists "$folder/lists";
Dir::Cache "$folder/cache";
Acquire::Languages "none";
APT::Sandbox::User "root";
CONF
}

# The machine's own mirrors: "URI|keyring" per line, main archive only (not security, not third parties). The keyring is
# Debian's own where the machine has it as a file; without one, apt uses the keys that it trusts anyway.
machine_mirrors() {
    local keyring=/usr/share/keyrings/debian-archive-keyring.gpg
    [ -r "$keyring" ] || keyring=""
    apt-get indextargets --format '$(REPO_URI)|$(COMPONENT)|$(RELEASE)' 'Identifier: Packages' 2>/dev/null |
        awk -F'|' -v keyring="$keyring" '$2=="main" && $3 !~ /security|updates|backports|\// {print $1 "|" keyring}' | sort -u
}

fetch_odoo_package() {
    command -v apt-get >/dev/null || die "Odoo 19.0 is missing: set ODOO_HOME to a checkout of Odoo 19.0 (this machine has no apt)."
    local apt="$CACHE/apt" work="$CACHE/odoo-19.0.part" mirrors
    rm -rf "$work" "$apt" && mkdir -p "$work/debs"
    mirrors="$(machine_mirrors)"
    [ -n "$mirrors" ] || { as_root apt-get update -qq; mirrors="$(machine_mirrors)"; }
    private_apt "$apt" unstable <<< "$mirrors"
    APT_CONFIG="$apt/apt.conf" apt-get update -qq 2>"$apt/update.log" ||
        die "The unstable suite cannot be read from this machine's Debian mirror ($(tail -n1 "$apt/update.log")).
Set ODOO_HOME to a checkout of Odoo 19.0 and start again."
    APT_CONFIG="$apt/apt.conf" apt-cache show odoo-19 >/dev/null 2>&1 ||
        die "This machine's mirror offers no odoo-19 package. Set ODOO_HOME to a checkout of Odoo 19.0 and start again."
    (
        cd "$work/debs"
        for package in odoo-19 fonts-montserrat fonts-roboto-unhinted fonts-glyphicons-halflings libjs-jquery \
                       libjs-jquery-form libjs-underscore; do
            APT_CONFIG="$apt/apt.conf" apt-get download -qq "$package"
        done
        # Odoo's stylesheets speak font-awesome 4.7, which the stable suites have; unstable is at 6.
        apt-get download -qq fonts-font-awesome
        for deb in *.deb; do dpkg-deb -x "$deb" "$work"; done
    ) || die "Odoo 19.0 could not be downloaded. Check the connection to the package mirror and start again."
    "$PYTHON" "$ROOT/scripts/lib/repair_odoo.py" "$work"
    rm -rf "$work/debs" "$CACHE/odoo-19.0" "$apt"
    touch "$work/.complete"
    chmod -R a+rX "$work"
    mv "$work" "$CACHE/odoo-19.0"
}

# --- virtual environment ---------------------------------------------------------------------------------------------

# $1: runtime or test. The lock file's hashes are checked by pip; the stamp avoids doing it twice.
make_venv() {
    local lock="$ROOT/requirements/$1.txt" stamp
    stamp="$("$PYTHON" --version) $ODOO_TREE $(sha256sum "$lock" | cut -d' ' -f1)"
    [ -f "$VENV/.stamp-$1" ] && [ "$(cat "$VENV/.stamp-$1")" = "$stamp" ] && return
    say "Installing the Python packages of requirements/$1.txt …"
    [ -x "$VENV/bin/python" ] || "$PYTHON" -m venv "$VENV"
    "$VENV/bin/python" -m pip install -q --disable-pip-version-check --require-hashes -r "$lock" 2> "$STATE/pip.log" || {
        grep -i error "$STATE/pip.log" >&2 || tail -n 5 "$STATE/pip.log" >&2
        die "pip could not install the packages of requirements/$1.txt; its messages are above and in $STATE/pip.log."
    }
    "$VENV/bin/python" -c 'import site, sys; open(site.getsitepackages()[0] + "/odoo19.pth", "w").write(sys.argv[1] + "\n")' "$ODOO_TREE"
    echo "$stamp" > "$VENV/.stamp-$1"
}

# $1: runtime (default) or test
prepare() {
    install_system_packages "${1:-runtime}"
    settle
    find_odoo
    make_venv "${1:-runtime}"
    export OFFICE_ROOT="$ROOT" OFFICE_STATE="$STATE" OFFICE_CODE="$CODE" OFFICE_USER ODOO_TREE
    export PYTHONDONTWRITEBYTECODE=1
}

# Runs one of the Python programs beside this file in the prepared environment.
office() {
    local program="$1"; shift
    exec "$VENV/bin/python" "$ROOT/scripts/lib/$program.py" "$@"
}
