#!/bin/sh
# Builds the container and tries it, without a registry of images and without a daemon: buildah with
# chroot isolation, over a Debian that debootstrap makes. For those who want to see for themselves,
# and for machines that reach no registry. As root, on Debian or Ubuntu:
#
#   apt-get install --no-install-recommends buildah debootstrap
#   deploy/container/build-without-registry.sh
#
# PYTHON         a Python with pip and setuptools, to build the wheel (default: .venv/bin/python)
# MIRROR, SUITE  where debootstrap takes Debian from
# BUILD_OPTIONS  more for `buildah build`, such as --volume or --env for a proxy of packages
# KEEP=1         leaves the image quotedesk in place
set -eu

cd "$(dirname "$0")/../.."
PYTHON=${PYTHON:-.venv/bin/python}
MIRROR=${MIRROR:-http://deb.debian.org/debian}
SUITE=${SUITE:-bookworm}
BASE=localhost/quotedesk-base
work=$(mktemp -d)
desk=
container=

tidy() {
  [ -z "$desk" ] || { kill "$desk" 2>/dev/null || true; wait "$desk" 2>/dev/null || true; }
  for place in documents var/lib/quotedesk tmp proc dev/null dev/urandom; do
    umount "$work/root/$place" 2>/dev/null || true
  done
  umount "$work/root" 2>/dev/null || true
  [ -z "$container" ] || buildah rm "$container" >/dev/null
  [ -n "${KEEP:-}" ] || buildah rmi quotedesk >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap tidy EXIT

say() { echo "== $*"; }

say "the wheel"
# What an earlier build left would come along.
rm -rf deploy/container/dist build
"$PYTHON" -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir deploy/container/dist .
rm -rf build

if ! buildah images --quiet "$BASE" >/dev/null 2>&1; then
  say "a base: $SUITE from $MIRROR"
  debootstrap --variant=minbase --include=ca-certificates "$SUITE" "$work/debian" "$MIRROR"
  base=$(buildah from scratch)
  buildah add --quiet "$base" "$work/debian" / >/dev/null
  buildah commit --quiet --rm "$base" "$BASE" >/dev/null
  rm -rf "$work/debian"
fi

say "the image"
# shellcheck disable=SC2086  # several options in one variable
buildah build --isolation chroot --format docker --build-arg BASE="$BASE" ${BUILD_OPTIONS:-} \
  --file deploy/container/Containerfile --tag quotedesk .

say "what it says of itself"
buildah inspect --type image --format \
  'user {{.Docker.Config.User}}, health check {{.Docker.Config.Healthcheck.Test}}' quotedesk

say "started, with its root read-only and as its own user"
container=$(buildah from quotedesk)
root=$(buildah mount "$container")
mkdir "$work/root" "$work/documents" "$work/kept"
cat > "$work/documents/leave.md" <<'END'
# Leave

Tell your manager before nine o'clock on the first day. A doctor's note is needed from the fourth
day on.
END
chown 10001:10001 "$work/kept"
mkdir -p "$root/documents"
mount --bind "$root" "$work/root"
mount -o remount,bind,ro "$work/root"
mount --bind "$work/documents" "$work/root/documents"
mount -o remount,bind,ro "$work/root/documents"
mount --bind "$work/kept" "$work/root/var/lib/quotedesk"
mount -t tmpfs -o mode=1777,size=256m tmpfs "$work/root/tmp"
mount -t proc proc "$work/root/proc"
for device in null urandom; do mount --bind "/dev/$device" "$work/root/dev/$device"; done

# As the image says: its user, its environment, its folder.
cat > "$work/inside" <<END
#!/bin/sh
exec chroot --userspec=10001:10001 "$work/root" /usr/bin/env -i \
  PATH=/opt/quotedesk/bin:/usr/bin:/bin HOME=/var/lib/quotedesk PYTHONDONTWRITEBYTECODE=1 \
  QUOTEDESK_CORPUS=/documents QUOTEDESK_INDEX=/var/lib/quotedesk/index \
  sh -c 'cd /var/lib/quotedesk && exec "\$@"' sh "\$@"
END
chmod +x "$work/inside"
inside() { "$work/inside" "$@"; }

inside sh -c 'id -u; touch /opt/quotedesk/written 2>/dev/null && exit 1; exit 0'
"$work/inside" quotedesk serve --port 17860 &
desk=$!
until inside python3 -c "import urllib.request as r
print(r.urlopen('http://127.0.0.1:17860/readyz', timeout=4).read().decode())" 2>/dev/null; do
  kill -0 "$desk" || { echo "the desk has stopped" >&2; exit 1; }
  sleep 1
done
inside python3 -c "
import json, time, urllib.error, urllib.request as r
asked = r.Request('http://127.0.0.1:17860/api/ask',
                  json.dumps({'question': 'When is a doctor\\'s note needed?'}).encode())
reply = json.load(r.urlopen(asked, timeout=60))
assert reply['answered'], reply
print(reply['quotes'][0]['text'])
for _ in range(60):  # the chat page follows the rest, when Gradio has been imported
    try:
        page = r.urlopen('http://127.0.0.1:17860/', timeout=120).read().decode()
        break
    except urllib.error.HTTPError:
        time.sleep(2)
assert 'gradio' in page
"
inside quotedesk doctor --port 17860
say "it works"
