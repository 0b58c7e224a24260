#!/usr/bin/env bash
# Builds what record.sh boots: Linux 6.12 with lib/test_hmm.c, made small, and a ram disk whose init is the recorder.
# About 5 minutes on 2 cores, 3 GB of disk. Needs a Debian with these packages:
#   apt-get install linux-source-6.12 gcc make flex bison libelf-dev bc libssl-dev qemu-system-x86 cpio xz-utils
#
#   ./build-kernel.sh OUT             OUT/bzImage and OUT/initrd.gz; a second run builds only what changed
#   LOCKDEP=1 ./build-kernel.sh OUT   with the lock validator, whose findings record.sh then keeps
#   SCRIPT=calls.c ./build-kernel.sh OUT    with the calls that hmm trace --as c wrote, which profile script makes
#   SOURCE=linux-6.14.tar.xz ./build-kernel.sh OUT   from another kernel's sources
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=$(mkdir -p "${1:?usage: build-kernel.sh OUT}" && cd "$1" && pwd)
archive=${SOURCE:-/usr/src/linux-source-6.12.tar.xz}
source=$out/source

for tool in gcc make flex bison bc cpio xz; do
  command -v "$tool" >/dev/null || { echo "build-kernel.sh: $tool is missing; the packages are named at the top of this file" >&2; exit 2; }
done
if [ ! -f "$source/Makefile" ]; then
  [ -f "$archive" ] || { echo "build-kernel.sh: there is no $archive; install linux-source-6.12, or name an archive in SOURCE" >&2; exit 2; }
  mkdir -p "$source"
  tar -C "$source" --strip-components=1 -xf "$archive"
fi

# One mend, without which random calls crash the kernel: on a device fault the driver stores the device-private page
# itself in its mirror, and the next device read copies from memory that no CPU can address.
driver=$source/lib/test_hmm.c
sed -i '/^static int dmirror_do_fault/,/^}/ s/entry = page;/entry = BACKING_PAGE(page);/' "$driver"
grep -q 'entry = BACKING_PAGE(page);' "$driver" || echo "build-kernel.sh: the mend did not apply to this lib/test_hmm.c; it may need none" >&2

mkdir -p "$out/build"
make -C "$source" O="$out/build" tinyconfig >/dev/null 2>&1
cat "$here/kernel.config" >> "$out/build/.config"
[ -z "${LOCKDEP:-}" ] || printf 'CONFIG_PROVE_LOCKING=y\nCONFIG_DEBUG_ATOMIC_SLEEP=y\n' >> "$out/build/.config"
make -C "$source" O="$out/build" olddefconfig >/dev/null 2>&1
make -C "$source" O="$out/build" -j"$(nproc)" bzImage >"$out/build.log" 2>&1 ||
  { tail -n 20 "$out/build.log" >&2; echo "build-kernel.sh: the kernel did not build; all of it is in $out/build.log" >&2; exit 1; }
cp "$out/build/arch/x86/boot/bzImage" "$out/bzImage"

mkdir -p "$out/root"
gcc -O2 -Wall -Wextra -std=gnu17 -static -pthread -o "$out/root/init" -I"$here/recorder" "$here"/recorder/*.c ${SCRIPT:+"$SCRIPT"}
(cd "$out/root" && find . | cpio -o -H newc 2>/dev/null | gzip -1) > "$out/initrd.gz"
