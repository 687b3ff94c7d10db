using Microsoft.Extensions.Logging;

namespace WebPublisher.Publishing;

/// <summary>What a publisher is started with.</summary>
public sealed record PublisherOptions
{
    /// <summary>The main policy file.</summary>
    public required string Policy { get; init; }

    /// <summary>Where everything is logged.</summary>
    public required ILoggerFactory Loggers { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The halves to run; what a policy says of the other is checked and left to another process.</summary>
    public PublisherParts Parts { get; init; } = PublisherParts.All;

    /// <summary>Where every event of every SMTP session is written, for test environments; null for nowhere.</summary>
    public string? PipelineDump { get; init; }

    /// <summary>Whether to look up, in the background, where the published names lead.</summary>
    public bool CheckNames { get; init; } = true;
}
