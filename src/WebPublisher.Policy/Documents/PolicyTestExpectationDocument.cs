using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Documents;

/// <summary>What a policy is expected to decide.</summary>
[Document("an expectation")]
public sealed record PolicyTestExpectationDocument : Document
{
    /// <summary>Name of the rule that decides.</summary>
    [Key("Name of the rule that decides.", Example = "OWA")]
    public Located<string>? Rule { get; init; }

    /// <summary>Name of the section of that rule, whether the request is forwarded or refused there.</summary>
    [Key("Name of the section of that rule, whether the request is forwarded or refused there.", Example = "owa")]
    public Located<string>? Section { get; init; }

    /// <summary>The HTTP status of a refusal or a redirect.</summary>
    [Key("The HTTP status of a refusal or a redirect.", Minimum = "100", Maximum = "599", Example = "403")]
    public Located<int>? Status { get; init; }

    /// <summary>The sub-status, such as 4 in 403.4.</summary>
    [Key("The sub-status, such as 4 in 403.4.", Minimum = "0", Maximum = "99", Example = "4")]
    public Located<int>? SubStatus { get; init; }

    /// <summary>The error code, such as 12202.</summary>
    [Key("The error code, such as 12202.", Minimum = "0", Maximum = "99999", Example = "12202")]
    public Located<int>? Code { get; init; }

    /// <summary>Where a redirect leads.</summary>
    [Key("Where a redirect leads.", Example = "https://mail.example.com/owa/")]
    public Located<string>? Location { get; init; }
}
