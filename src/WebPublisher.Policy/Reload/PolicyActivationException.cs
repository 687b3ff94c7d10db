namespace WebPublisher.Policy.Reload;

/// <summary>A part of the server could not put a policy in force.</summary>
/// <param name="name">The part, as it registered.</param>
/// <param name="innerException">Why.</param>
#pragma warning disable CA1032, RCS1194 // Only an activation throws it, and it has a cause.
internal sealed class PolicyActivationException(string name, Exception innerException)
    : Exception($"{name} could not put it in force: {innerException.Message}", innerException);
#pragma warning restore CA1032, RCS1194
