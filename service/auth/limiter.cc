// Limits how often somebody may try.

#include "service/auth/limiter.h"

#include <algorithm>

#include "model/network.h"

namespace tenon {

namespace {

constexpr std::size_t kPeersBeforePruning = 1024;

/// Who an address is for the limit.
std::string limited_peer(const std::string& peer) {
  const auto address = parsed_address(peer);
  if (!address) return "";
  const bool is_ipv4 = parsed_network("0.0.0.0/0")->contains(*address);
  constexpr std::size_t kNetworkBytes = 8;
  return {address->bytes.begin(), is_ipv4 ? address->bytes.end() : address->bytes.begin() + kNetworkBytes};
}

/// Returns when all attempts have come back, as it can be by the rate: a clock that went back makes nobody
/// wait longer.
Instant believed(const AttemptRate& rate, Instant back_at, Instant now) {
  return std::clamp(back_at, now, now + rate.at_once * rate.each);
}

/// Returns how long is to be waited until another attempt fits; nothing or less: none.
std::chrono::microseconds wait_for(const AttemptRate& rate, Instant back_at, Instant now) {
  return back_at - (rate.at_once - 1) * rate.each - now;
}

}  // namespace

std::optional<std::chrono::seconds> AttemptLimiter::taken(const std::string& peer, Instant now) {
  const std::lock_guard<std::mutex> turn(turn_);
  const std::string who = limited_peer(peer);
  const auto found = back_at_.find(who);
  const Instant back_at = believed(per_peer_, found == back_at_.end() ? now : found->second, now);
  if (found != back_at_.end()) found->second = back_at;
  all_back_at_ = believed(in_all_, all_back_at_, now);
  const auto wait = std::max(wait_for(per_peer_, back_at, now), wait_for(in_all_, all_back_at_, now));
  if (wait.count() > 0) return std::chrono::ceil<std::chrono::seconds>(wait);
  if (back_at_.size() >= kPeersBeforePruning)
    std::erase_if(back_at_, [&](const auto& one) { return one.second <= now; });
  back_at_[who] = back_at + per_peer_.each;
  all_back_at_ += in_all_.each;
  return std::nullopt;
}

std::optional<std::chrono::seconds> AttemptLimiter::wait(const std::string& peer, Instant now) const {
  const std::lock_guard<std::mutex> turn(turn_);
  const auto found = back_at_.find(limited_peer(peer));
  const Instant back_at = believed(per_peer_, found == back_at_.end() ? now : found->second, now);
  const auto longest = std::max(wait_for(per_peer_, back_at, now),
                                wait_for(in_all_, believed(in_all_, all_back_at_, now), now));
  return longest.count() > 0 ? std::optional(std::chrono::ceil<std::chrono::seconds>(longest)) : std::nullopt;
}

void AttemptLimiter::given_back(const std::string& peer) {
  const std::lock_guard<std::mutex> turn(turn_);
  if (const auto found = back_at_.find(limited_peer(peer)); found != back_at_.end())
    found->second -= per_peer_.each;
  all_back_at_ -= in_all_.each;
}

std::size_t AttemptLimiter::size() const {
  const std::lock_guard<std::mutex> turn(turn_);
  return back_at_.size();
}

}  // namespace tenon
