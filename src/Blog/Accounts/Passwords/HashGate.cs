using Blog.Data.Storage;

namespace Blog.Accounts.Passwords;

/// <summary>
/// Two password hashes at a time: each takes a whole processor for a tenth of a second, so that many sign-ins at once would slow down every
/// reader. Of those who come later, some wait (32 wait at most two seconds) and the rest are refused at once.
/// </summary>
public sealed class HashGate() : Throttle(slots: 2, maxWaiting: 32);
