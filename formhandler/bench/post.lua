-- Posts the form, each time with another token of the drop box, so that every request is another.
local tokens, number = {}, 0
for line in io.lines(os.getenv("BENCH_TOKENS")) do tokens[#tokens + 1] = line end
math.randomseed(os.time())
number = math.random(#tokens)
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
local body = "tel=090-0000-0000&call_name=%E3%81%AF%E3%81%AA%E3%81%93&word=%E3%82%8A%E3%82%93%E3%81%94" ..
  "&window=2026-11-25T10%3A00%2F10%3A30&voicemail=never&caller_id=withhold&language=ja&token="
function request()
  number = number % #tokens + 1
  return wrk.format(nil, nil, nil, body .. tokens[number])
end
function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format('\nJSON {"count": %d, "microseconds": %d, "p99": %d, "errors": %d}\n', summary.requests,
    summary.duration, latency:percentile(99), errors.connect + errors.read + errors.write + errors.timeout + errors.status))
end
