# Shared by samba-ad and slapd, which set $folder before they call anything here.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin:$PATH
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

fail() {
  echo "$(basename "$0"): $*" >&2
  exit 1
}

# True where nothing listens on any of the ports: address port...
is_free() {
  local address=$1 port
  shift
  for port in "$@"; do
    ! (exec 3<>"/dev/tcp/$address/$port") 2>/dev/null || return 1
  done
}

# Removes what crashed tests have left: a running one is never that old.
sweep() {
  find "${TMPDIR:-/tmp}" -mindepth 1 -maxdepth 1 -user "$(id -u)" -type d -name 'headroom-server-*' -mmin +180 \
    -exec rm -rf {} + 2>/dev/null || true
}

# A private loopback address, kept in $folder/address: servers whose ports cannot be moved stay apart, and a proxy on the
# same address needs no certificate of its own.
choose_address() {
  [ ! -s "$folder/address" ] || return 0
  local attempt number address
  for attempt in {1..50}; do
    number=$(printf '%s %s %s' "$folder" $$ "$attempt" | cksum | cut -d' ' -f1)
    address=127.$((64 + number % 128)).$((number / 128 % 256)).$((number / 32768 % 254 + 1))
    if is_free "$address" "$@"; then
      echo "$address" >"$folder/address"
      return 0
    fi
  done
  fail "no free loopback address: something listens on all addresses, on one of the ports $*"
}

# A certification authority of two days, another one that signed nothing, and a server certificate: good, expired, or
# for a name that is not the server's.
make_certificates() {
  [ ! -s "$folder/server.pem" ] || return 0
  local kind=$1 address days=1 names authority
  address=$(cat "$folder/address")
  names="IP:$address,DNS:dc1.ad.test"
  case $kind in
    good) ;;
    expired) days=-1 ;;
    wrong-name) names=DNS:other.example.com ;;
    *) fail "'$kind' is not one of good, expired, wrong-name" ;;
  esac
  for authority in ca unrelated_ca; do
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj "/CN=headroom test $authority" \
      -keyout "$folder/$authority.key" -out "$folder/$authority.pem" 2>/dev/null
  done
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=headroom test server" \
    -keyout "$folder/server.key" -out "$folder/server.csr" 2>/dev/null
  openssl x509 -req -in "$folder/server.csr" -CA "$folder/ca.pem" -CAkey "$folder/ca.key" -CAcreateserial \
    -days "$days" -extfile <(echo "subjectAltName=$names") -out "$folder/server.pem" 2>/dev/null
  chmod 600 "$folder"/*.key # Samba refuses a key that others can read
}

# Waits until the server says who it is: 20 seconds at most.
wait_for() {
  local uri=$1 attempt
  for attempt in {1..400}; do
    timeout 5 ldapsearch -x -LLL -H "$uri" -b '' -s base 1.1 >/dev/null 2>&1 && return 0
    [ ! -s "$folder/pid" ] || kill -0 "$(cat "$folder/pid")" 2>/dev/null || break
    sleep 0.05
  done
  tail -20 "$folder/log" >&2
  fail "the server did not start"
}

# Runs the server apart from the caller; the server's own process id goes to $folder/pid.
launch() {
  "$0" run "$folder" </dev/null >"$folder/log" 2>&1 &
  echo $! >"$folder/pid"
}

# Ends the server by this signal, and waits until it has gone.
end() {
  [ -s "$folder/pid" ] || return 0
  local pid attempt
  pid=$(cat "$folder/pid")
  kill "-$1" "$pid" 2>/dev/null || true
  for attempt in {1..100}; do
    kill -0 "$pid" 2>/dev/null || break
    [ "$attempt" -lt 100 ] || kill -KILL "$pid" 2>/dev/null || true
    sleep 0.05
  done
  rm -f "$folder/pid"
}

# The verbs that all servers have; the script brings check, prepare, run and await.
command=${1:-}
people=${3:-50}
case $command in
  check | prepare | run | await | start | stop | kill | wipe) ;;
  *)
    echo "usage: $(basename "$0") check | start|stop|kill|wipe|prepare|run|await FOLDER [PEOPLE]" >&2
    exit 2
    ;;
esac
if [ "$command" != check ]; then
  mkdir -p "${2:?which folder}"
  folder=$(cd "$2" && pwd)
fi

obey() {
  case $command in
    check) check ;;
    prepare) prepare ;;
    run) run ;;
    await) await ;;
    start)
      end TERM
      prepare
      launch
      await
      cat "$folder/env"
      ;;
    stop) end TERM ;;
    kill) end KILL ;;
    wipe)
      end KILL
      rm -rf "$folder"
      ;;
  esac
}
