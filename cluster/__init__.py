"""What the cluster does: rules and use cases, one file a feature. No Telegram, no queries, no `await`."""
