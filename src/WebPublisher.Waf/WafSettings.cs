namespace WebPublisher.Waf;

/// <summary>What the <c>Sec...</c> directives set that are not rules. Defaults are mod_security2's where a member does not say otherwise.</summary>
public sealed record WafSettings
{
    /// <summary><c>SecRuleEngine</c>.</summary>
    public EngineMode Mode { get; init; } = EngineMode.Off;

    /// <summary><c>SecRequestBodyAccess</c>: whether rules see request bodies.</summary>
    public bool HasRequestBodyAccess { get; init; }

    /// <summary><c>SecRequestBodyLimit</c>, bytes.</summary>
    public long RequestBodyLimit { get; init; } = 134_217_728;

    /// <summary><c>SecRequestBodyNoFilesLimit</c>: bytes of a request body without the contents of files.</summary>
    public long RequestBodyNoFilesLimit { get; init; } = 1_048_576;

    /// <summary><c>SecRequestBodyLimitAction</c>.</summary>
    public BodyLimitAction RequestBodyLimitAction { get; init; } = BodyLimitAction.Reject;

    /// <summary><c>SecRequestBodyJsonDepthLimit</c>, levels. mod_security2 allows 10,000; 512 is the value its packages recommend.</summary>
    public int RequestBodyJsonDepthLimit { get; init; } = 512;

    /// <summary><c>SecArgumentsLimit</c>: arguments of one request.</summary>
    public int ArgumentsLimit { get; init; } = 1_000;

    /// <summary><c>SecUploadFileLimit</c>: files of one request. Without it there is no limit: mod_security2's of 100 only concerns files that it puts aside.</summary>
    public int UploadFileLimit { get; init; } = int.MaxValue;

    /// <summary><c>SecResponseBodyAccess</c>: whether rules see response bodies.</summary>
    public bool HasResponseBodyAccess { get; init; }

    /// <summary><c>SecResponseBodyMimeType</c>: media types whose bodies are inspected, in lower case.</summary>
    public IReadOnlyList<string> ResponseBodyMimeTypes { get; init; } = ["text/plain", "text/html"];

    /// <summary><c>SecResponseBodyLimit</c>, bytes.</summary>
    public long ResponseBodyLimit { get; init; } = 524_288;

    /// <summary><c>SecResponseBodyLimitAction</c>.</summary>
    public BodyLimitAction ResponseBodyLimitAction { get; init; } = BodyLimitAction.Reject;

    /// <summary><c>SecArgumentSeparator</c>: what stands between arguments.</summary>
    public char ArgumentSeparator { get; init; } = '&';

    /// <summary><c>SecCookieFormat</c>: whether cookies are read as RFC 2109 writes them (1) and not as browsers do (0).</summary>
    public bool HasVersion1Cookies { get; init; }

    /// <summary><c>SecCollectionTimeout</c>: how long members of persistent collections live after they were last written.</summary>
    public TimeSpan CollectionTimeout { get; init; } = TimeSpan.FromHours(1);

    /// <summary><c>SecWebAppId</c>.</summary>
    public string WebApplicationId { get; init; } = "default";

    /// <summary><c>SecSensorId</c>.</summary>
    public string SensorId { get; init; } = "default";

    /// <summary><c>SecComponentSignature</c>, in order.</summary>
    public IReadOnlyList<string> ComponentSignatures { get; init; } = [];
}
