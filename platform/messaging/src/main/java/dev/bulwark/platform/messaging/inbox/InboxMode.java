package dev.bulwark.platform.messaging.inbox;

/** How a consumer recognises what it has seen before. */
public enum InboxMode {
    /** By message id, in the inbox. A message from before the inbox's window is parked. */
    MESSAGE_ID,
    /** By the version that the handler keeps of each subject: for projections, which may be rebuilt from the first offset. */
    VERSION_GUARDED
}
