using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Scalars;

namespace WebPublisher.Policy.Documents.Mail;

/// <summary>How many held messages are kept, and for how long.</summary>
[Document("the limits of held messages")]
public sealed record HoldDocument : Document
{
    /// <summary>Messages that have waited longer are deleted.</summary>
    [Key("Messages that have waited longer are deleted.", Default = "30d", Minimum = "1h", Maximum = "3650d")]
    public Located<TimeSpan>? MaxAge { get; init; }

    /// <summary>So many messages may wait. A client whose message would be one more gets 452 and tries again.</summary>
    [Key("So many messages may wait. A client whose message would be one more gets 452 and tries again.", Default = "10000", Minimum = "1", Maximum = "1000000")]
    public Located<int>? MaxMessages { get; init; }

    /// <summary>They may have so many bytes together.</summary>
    [Key("They may have so many bytes together.", Default = "2GB", Minimum = "1MB")]
    public Located<ByteSize>? MaxSize { get; init; }
}
