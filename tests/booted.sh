#!/bin/sh
# Starts systemd as the first process of a machine of its own, made of namespaces: a root of its own,
# in which only the programs of this machine are, and can't be written; its own processes, network,
# and users. Nothing outside of it is changed. As root:
#
#   booted.sh FOLDER CGROUP
#
# FOLDER/root   what the machine has besides: etc/, opt/, srv/
# FOLDER/binds  lines "from to", with tabs between: what is shown read-only, and where
# CGROUP        a name
#
# `booted.sh FOLDER CGROUP gone` removes the control group when all in it is gone.
set -eu
folder=$1 cgroup=$2

if [ "${3:-}" = gone ]; then
  mount --make-rprivate /
  mount -t cgroup2 none "$folder/cgroup"
  while grep -q "populated 1" "$folder/cgroup/$cgroup/cgroup.events"; do sleep 0.1; done
  find "$folder/cgroup/$cgroup" -depth -type d -exec rmdir {} +
  exit
fi
if [ "${3:-}" != inside ]; then
  # In a mount namespace of its own, with a control group that systemd may take for the whole.
  mount --make-rprivate /
  mkdir -p "$folder/cgroup"
  mount -t cgroup2 none "$folder/cgroup"
  mkdir -p "$folder/cgroup/$cgroup"
  echo $$ > "$folder/cgroup/$cgroup/cgroup.procs"
  umount "$folder/cgroup"
  exec unshare --cgroup --pid --net --uts --ipc --fork --kill-child --mount-proc \
    sh "$0" "$folder" "$cgroup" inside
fi

root=$folder/machine
mkdir -p "$root"
mount -t tmpfs -o mode=755 tmpfs "$root"
cp -a "$folder/root/." "$root/"
mkdir -p "$root/usr" "$root/proc" "$root/sys" "$root/dev" "$root/run" "$root/tmp" "$root/old" \
  "$root/var/lib" "$root/var/tmp" "$root/etc/systemd/system" "$root/home" "$root/root" "$root/mnt"
chmod 1777 "$root/tmp" "$root/var/tmp"
mount --rbind /usr "$root/usr"
mount -o remount,bind,ro "$root/usr"
for name in bin sbin lib lib64; do  # links into /usr, or folders
  if [ -L "/$name" ]; then cp -a "/$name" "$root/$name"; elif [ -d "/$name" ]; then
    mkdir "$root/$name"; mount --bind "/$name" "$root/$name"; fi
done
# Of systemd's own units only the points that ours stand after; none that would do anything here.
mount -t tmpfs tmpfs "$root/usr/lib/systemd/system-generators"
mkdir "$root/run/units"
for unit in sysinit basic network local-fs multi-user timers shutdown sockets paths slices swap; do
  cp "/usr/lib/systemd/system/$unit.target" "$root/run/units/"
done
mount --bind "$root/run/units" "$root/usr/lib/systemd/system"
while IFS="	" read -r from to; do
  mkdir -p "$root/$to"
  mount --bind "$from" "$root/$to"
  mount -o remount,bind,ro "$root/$to"
done < "$folder/binds"
for name in null zero full random urandom tty; do
  touch "$root/dev/$name"
  mount --bind "/dev/$name" "$root/dev/$name"
done
mkdir "$root/dev/shm"
mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
mount -t proc proc "$root/proc"
mount -t sysfs -o ro sysfs "$root/sys"
mount -t cgroup2 none "$root/sys/fs/cgroup"
ip link set lo up
cd "$root"
pivot_root . old
umount -l /old
# lxc: somebody has set the machine up, and systemd mounts nothing.
exec env -i container=lxc PATH=/usr/sbin:/usr/bin /usr/lib/systemd/systemd --system \
  --unit=multi-user.target --log-target=console --log-level=notice --show-status=no
