namespace WebPublisher.Demo.FrontEnd;

/// <summary>
/// One account's messages, in memory. Bounded: a folder keeps its newest <see cref="MaximumMessages"/> messages and cuts text beyond
/// <see cref="MaximumText"/>. Safe for use by several requests at once.
/// </summary>
public sealed class Mailbox
{
    /// <summary>Messages kept in a folder; the oldest goes when one more arrives.</summary>
    public const int MaximumMessages = 200;

    /// <summary>Characters kept of a body.</summary>
    public const int MaximumText = 64 * 1024;

    /// <summary>Characters kept of a subject.</summary>
    public const int MaximumSubject = 200;

    private readonly Lock _lock = new();
    private readonly List<MailMessage> _messages = [];
    private int _lastId;

    /// <summary>Files a message.</summary>
    /// <returns>The message as it was stored.</returns>
    public MailMessage Add(MailFolder folder, string from, string to, string subject, string body, DateTimeOffset sent)
    {
        var line = Cut(subject.ReplaceLineEndings(" ").Trim(), MaximumSubject);
        var text = Cut(body.ReplaceLineEndings("\n"), MaximumText);
        lock (_lock)
        {
            var message = new MailMessage(++_lastId, folder, from, to, line, text, sent, IsRead: folder == MailFolder.Sent);
            _messages.Add(message);
            if (_messages.Count(m => m.Folder == folder) > MaximumMessages)
            {
                _messages.RemoveAt(_messages.FindIndex(m => m.Folder == folder));
            }

            return message;
        }
    }

    /// <summary>The messages of a folder, newest first.</summary>
    public IReadOnlyList<MailMessage> List(MailFolder folder)
    {
        lock (_lock)
        {
            return [.. _messages.Where(m => m.Folder == folder).Reverse()];
        }
    }

    /// <summary>How many messages of the inbox have not been opened.</summary>
    public int CountUnread()
    {
        lock (_lock)
        {
            return _messages.Count(m => m.Folder == MailFolder.Inbox && !m.IsRead);
        }
    }

    /// <summary>Opens a message, which marks it as read.</summary>
    /// <returns>The message, or null when there is none of that number.</returns>
    public MailMessage? Open(int id)
    {
        lock (_lock)
        {
            var index = _messages.FindIndex(m => m.Id == id);
            return index < 0 ? null : _messages[index] = _messages[index] with { IsRead = true };
        }
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
