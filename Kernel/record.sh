#!/usr/bin/env bash
# Records a trace: boots OUT/bzImage under qemu, which needs no KVM and is up in about 2 seconds, and writes JSON lines.
#
#   ./record.sh OUT FILE PROFILE SEED COUNT [LENGTH] [PAGES]
#
# PROFILE is anon, fork, exclusive, files, all, race, hammer or script; COUNT sequences of LENGTH calls (40) on PAGES pages (8),
# seeds from SEED on. FILE.console holds what the guest printed, FILE.lockdep what its lock validator saw (built with
# LOCKDEP=1 only). LIMIT is how many seconds it may take, 600 if unset; CPUS how many CPUs the guest has, 2 if unset.
set -euo pipefail
[ $# -ge 5 ] || { sed -n '4,8s/^# \{0,1\}//p' "$0" >&2; exit 2; }
out=$1 file=$2 profile=$3 seed=$4 count=$5 length=${6:-40} pages=${7:-8}
for part in "$out/bzImage" "$out/initrd.gz"; do
  [ -f "$part" ] || { echo "record.sh: there is no $part; run build-kernel.sh $out" >&2; exit 2; }
done

# A kernel that fails stops at once (oops=panic) instead of hanging on the locks of the process that died.
# Each of the driver's two coherent devices takes 256 MiB of real memory, which memmap keeps away from the kernel.
status=0
timeout "${LIMIT:-600}" qemu-system-x86_64 -accel tcg,thread=multi -cpu max -smp "${CPUS:-2}" -m 3G \
  -nographic -no-reboot -nodefaults -serial stdio -kernel "$out/bzImage" -initrd "$out/initrd.gz" \
  -device virtio-serial-pci -chardev file,id=trace,path="$file" -device virtserialport,chardev=trace,name=trace \
  -append "console=ttyS0 oops=panic panic=-1 memmap=512M\$0x40000000 test_hmm.spm_addr_dev0=0x40000000 test_hmm.spm_addr_dev1=0x50000000 hmm.profile=$profile hmm.seed=$seed hmm.count=$count hmm.length=$length hmm.pages=$pages" \
  </dev/null >"$file.console" 2>&1 || status=$?

# The validator's findings follow the traces; they are no trace.
if grep -q '^### ' "$file"; then
  sed -n '/^### /,$p' "$file" > "$file.lockdep"
  sed -i '/^### /,$d' "$file"
fi

complete=$(grep -c '^{"end":' "$file" || true)
if [ "$complete" -ne "$count" ]; then
  # What is complete stays and can be replayed.
  last=$(grep -n '^{"end":' "$file" | tail -n 1 | cut -d: -f1 || true)
  if [ -n "$last" ]; then sed -i "$((last + 1)),\$d" "$file"; else : > "$file"; fi
  echo "record.sh: $complete of $count sequences were recorded, qemu ended with $status; the guest's last words, from $file.console:" >&2
  { grep -aE 'BUG:|Kernel panic|RIP: 0010|hmm-trace:' "$file.console" || tail -n 5 "$file.console"; } >&2
  exit 1
fi
