using System.Net;
using WebPublisher.Policy.Diagnostics;

namespace WebPublisher.Transport.Sockets;

/// <summary>What one address and port serves under one policy. Each connection keeps the one it was accepted under.</summary>
/// <typeparam name="TSelf">The class that derives from it.</typeparam>
/// <param name="kind">What an operator calls it: <c>listener</c> or <c>receive connector</c>.</param>
/// <param name="name">Its name in the policy.</param>
/// <param name="declared">The address and port as declared; its port may be 0.</param>
/// <param name="location">Where it is declared.</param>
public abstract class EndPointService<TSelf>(string kind, string name, IPEndPoint declared, SourceLocation location)
    where TSelf : EndPointService<TSelf>
{
    /// <summary>What an operator calls it.</summary>
    public string Kind => kind;

    /// <summary>Its name in the policy.</summary>
    public string Name => name;

    /// <summary>The address and port as declared; its port may be 0.</summary>
    public IPEndPoint Declared => declared;

    /// <summary>Where it is declared.</summary>
    public SourceLocation Location => location;

    /// <summary>The kind, at the beginning of a line.</summary>
    internal string Title { get; } = string.Concat(char.ToUpperInvariant(kind[0]).ToString(), kind.AsSpan(1));

    /// <summary>What is spoken there, for the log.</summary>
    public abstract string Protocol { get; }

    /// <summary>Whether connections accepted under <paramref name="earlier"/> may live on under this; others are asked to end.</summary>
    public abstract bool Continues(TSelf earlier);
}
