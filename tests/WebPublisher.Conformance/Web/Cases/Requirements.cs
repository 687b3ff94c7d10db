namespace WebPublisher.Conformance.Web.Cases;

/// <summary>What a case requires beyond its expectation: of what is sent, of what reaches the front end, of what the client gets.</summary>
internal sealed record Requirements
{
    /// <summary><c>sni</c>: the name the TLS connection asks for.</summary>
    public string? ServerName { get; init; }

    /// <summary><c>second</c>: what is sent on the same connection when the answer has come.</summary>
    public string? Second { get; init; }

    /// <summary><c>min_forwarded</c>: how many requests must reach the front end whole.</summary>
    public int MinimumForwarded { get; init; } = 1;

    /// <summary><c>max_forwarded</c>: how many may; 1 without it, or 2 where there is a <see cref="Second"/>.</summary>
    public int? MaximumForwarded { get; init; }

    /// <summary><c>no_header</c>: fields that may not reach the front end.</summary>
    public IReadOnlyList<string> NoFields { get; init; } = [];

    /// <summary><c>no_header_value</c>: values of fields that may not.</summary>
    public IReadOnlyList<Field> NoValues { get; init; } = [];

    /// <summary><c>header_not_contains</c>: parts of values that may not.</summary>
    public IReadOnlyList<Field> NoParts { get; init; } = [];

    /// <summary><c>max_count</c>: how often a field may.</summary>
    public IReadOnlyList<(string Name, int Count)> MaximumCounts { get; init; } = [];

    /// <summary><c>need_header</c>: fields of the publisher's own that must.</summary>
    public IReadOnlyList<string> NeededFields { get; init; } = [];

    /// <summary><c>host_only</c>: the only host that may.</summary>
    public string? OnlyHost { get; init; }

    /// <summary><c>protected</c>: nothing may that some server reads as a path below <c>/ecp</c> or <c>/powershell</c>.</summary>
    public bool Protected { get; init; }

    /// <summary><c>no_resp_contains</c>: what may not stand in the answer.</summary>
    public IReadOnlyList<string> NotAnswered { get; init; } = [];

    /// <summary><c>resp_cookie_secure</c>: cookies of the answer are Secure and HttpOnly.</summary>
    public bool SecureCookies { get; init; }

    /// <summary><c>status_in</c>: the statuses the last answer may have.</summary>
    public IReadOnlyList<int> Statuses { get; init; } = [];

    /// <summary><c>must_truncate</c>: an answer that broke off may not look whole.</summary>
    public bool Truncated { get; init; }

    /// <summary><c>allow_2xx</c>: the publisher may answer a request it refuses with success.</summary>
    public bool MayAnswer { get; init; }
}
