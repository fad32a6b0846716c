#!/bin/sh
# Makes this Debian machine a kiosk of the catalogue:   sudo ./install.sh [--printer]
#
# --printer: slips are printed, on the default printer. Without it printing is off, because where no printer is,
# Chromium shows a dialog that stays, and the page behind it stands still.
#
# It asks for the start address that the desk shows once (/desk/kiosks). The address is read, not given as an
# argument, because arguments stay in the shell's history and can be read by every user while a program runs.
# With DESTDIR=/some/folder everything is written below that folder, and no user or service is touched.
set -eu
umask 022

here=$(dirname "$0")
root=${DESTDIR:-}
policies=$root/etc/chromium/policies/managed
units=$root/etc/systemd/system

refuse() {
    echo "$1" >&2
    exit 1
}

case ${1:-} in
    '') printing=false ;;
    --printer) printing=true ;;
    *) refuse 'Only --printer may follow install.sh. The start address is asked for, so that it stays out of the history.' ;;
esac
[ ! -t 0 ] || printf 'Start address of this kiosk, as the desk shows it: '
read -r address || true # the last line of a file may end without a new line
[ -n "$address" ] || refuse 'No start address was given.'

case $address in
    http://*/kiosk/start* | https://*/kiosk/start*) ;;
    *) refuse 'This is no start address: it must begin with https:// and hold /kiosk/start, as shown at /desk/kiosks.' ;;
esac
case $address in
    *'#'?*) ;;
    *) refuse 'The start address has no token: copy all of it, with what follows the sign "#".' ;;
esac
# Only what may stand in a policy file and in the sed lines below.
printf '%s\n' "$address" | grep -Eq '^https?://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._~-]+)*/kiosk/start#[A-Za-z0-9._~-]+$' ||
    refuse 'The start address holds signs that none has: copy it again, from "https" to its last letter.'
[ -n "$root" ] || [ "$(id -u)" = 0 ] || refuse 'Only root can set up a kiosk: sudo ./install.sh'

kiosk=${address%start#*}
group=root
if [ -z "$root" ]; then
    group=tilts-kiosk
    id tilts-kiosk >/dev/null 2>&1 ||
        useradd --system --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin tilts-kiosk
fi

# fill MODE GROUP FILE: writes what comes in as FILE. It is closed to others before the token is in it.
fill() {
    new=$(mktemp "$(dirname "$3")/.tilts.XXXXXX")
    cat >"$new"
    [ -s "$new" ] || { rm "$new"; refuse "Nothing to write as $3: is the folder of this script whole?"; }
    [ -n "$root" ] || chown "root:$2" "$new"
    chmod "$1" "$new"
    mv "$new" "$3"
}

mkdir -p "$policies" "$units" "$root/etc/xkb/rules" "$root/etc/xkb/symbols"
sed "s|https://catalogue.example.org/kiosk/|$kiosk|; s|\"PrintingEnabled\": true|\"PrintingEnabled\": $printing|" \
    "$here/chromium-policy.json" |
    fill 0644 root "$policies/tilts-kiosk.json"
sed "s|https://catalogue.example.org/kiosk/start#TOKEN|$address|" "$here/chromium-start.json" |
    fill 0640 "$group" "$policies/tilts-start.json"
for unit in tilts-kiosk.service tilts-kiosk-night.service tilts-kiosk-night.timer; do
    fill 0644 root "$units/$unit" <"$here/$unit"
done
for file in rules/tilts symbols/tilts; do
    fill 0644 root "$root/etc/xkb/$file" <"$here/xkb/$file"
done
[ -e "$root/etc/tilts-kiosk.env" ] || fill 0644 root "$root/etc/tilts-kiosk.env" <"$here/tilts-kiosk.env.example"

case $address in
    http://127.0.0.1* | http://localhost* | https://*) ;;
    *) echo 'The address is without TLS: see "Secure context" in docs/kiosk.md for what is missing then.' >&2 ;;
esac
if [ -z "$root" ]; then
    systemctl daemon-reload
    systemctl enable --now tilts-kiosk-night.timer
    systemctl enable tilts-kiosk.service
    systemctl restart tilts-kiosk.service
fi
echo "This kiosk opens $kiosk at every start. Its token is in $policies/tilts-start.json, for root and the kiosk alone."
