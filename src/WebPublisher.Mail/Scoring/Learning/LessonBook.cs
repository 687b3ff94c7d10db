using System.Security.Cryptography;

namespace WebPublisher.Mail.Scoring.Learning;

/// <summary>What was taught, each message once, the oldest first. Of each kind as many as <see cref="MostOfKind"/>; the oldest make room.</summary>
public sealed class LessonBook
{
    /// <summary>Lessons of good mail, and of spam: 20,000 each, some 50 MB.</summary>
    public const int MostOfKind = 20_000;

    private readonly LinkedList<Lesson> _lessons = new();
    private readonly Dictionary<ulong, LinkedListNode<Lesson>> _byNumber = [];
    private readonly int _mostOfKind;
    private readonly int[] _count = new int[2];

    /// <summary>Begins with what was taught before.</summary>
    /// <param name="lessons">The oldest first.</param>
    /// <param name="mostOfKind">How many of each kind are kept.</param>
    public LessonBook(IEnumerable<Lesson> lessons, int mostOfKind = MostOfKind)
    {
        ArgumentNullException.ThrowIfNull(lessons);
        _mostOfKind = mostOfKind;
        foreach (var lesson in lessons)
        {
            Add(lesson);
        }
    }

    /// <summary>All of them, the oldest first.</summary>
    public IReadOnlyCollection<Lesson> Lessons => _lessons;

    /// <summary>How many of a kind there are.</summary>
    public int Count(bool isSpam) => _count[isSpam ? 1 : 0];

    /// <summary>The number of a message by its content; line ends do not count, so that a message has one number however it was stored.</summary>
    public static ulong NumberOf(ReadOnlySpan<byte> message)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        while (!message.IsEmpty)
        {
            var end = message.IndexOf((byte)'\r');
            hash.AppendData(end < 0 ? message : message[..end]);
            message = end < 0 ? default : message[(end + 1)..];
        }

        return BitConverter.ToUInt64(hash.GetHashAndReset());
    }

    /// <summary>Adds a lesson; a message that was taught otherwise before is taught anew.</summary>
    /// <returns>Whether anything has changed.</returns>
    public bool Add(Lesson lesson)
    {
        ArgumentNullException.ThrowIfNull(lesson);
        if (_byNumber.TryGetValue(lesson.Number, out var known))
        {
            if (known.Value.IsSpam == lesson.IsSpam)
            {
                return false;
            }

            Remove(known);
        }

        _byNumber.Add(lesson.Number, _lessons.AddLast(lesson));
        if (++_count[lesson.IsSpam ? 1 : 0] > _mostOfKind)
        {
            var oldest = _lessons.First!;
            while (oldest.Value.IsSpam != lesson.IsSpam)
            {
                oldest = oldest.Next!;
            }

            Remove(oldest);
        }

        return true;
    }

    /// <summary>Forgets a message that was taught as this kind.</summary>
    /// <returns>Whether it was.</returns>
    public bool Forget(ulong number, bool isSpam)
    {
        if (!_byNumber.TryGetValue(number, out var known) || known.Value.IsSpam != isSpam)
        {
            return false;
        }

        Remove(known);
        return true;
    }

    private void Remove(LinkedListNode<Lesson> node)
    {
        _count[node.Value.IsSpam ? 1 : 0]--;
        _byNumber.Remove(node.Value.Number);
        _lessons.Remove(node);
    }
}
