using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Documents;

/// <summary>Where a redirect leads.</summary>
[Document("a redirect")]
public sealed record RedirectDocument : Document
{
    /// <summary>The URL.</summary>
    [Key("The URL.", Required = true, Example = "https://mail.example.com/owa/")]
    public Located<Uri>? To { get; init; }

    /// <summary>The HTTP status.</summary>
    [Key("The HTTP status.", Default = "302", OneOf = ["301", "302", "303", "307", "308"])]
    public Located<int>? Status { get; init; }

    /// <summary>Whether path and query of the request are appended.</summary>
    [Key("Whether path and query of the request are appended.", Default = "false")]
    public Located<bool>? KeepPath { get; init; }
}
