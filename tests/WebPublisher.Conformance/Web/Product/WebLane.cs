using WebPublisher.Conformance.Web.Recording;

namespace WebPublisher.Conformance.Web.Product;

/// <summary>A listener of the product and the front end behind it, for one case at a time: what reaches the front end is that case's doing.</summary>
/// <param name="FrontEnd">The front end.</param>
/// <param name="Port">The listener's port.</param>
internal sealed record WebLane(RecordingFrontEnd FrontEnd, int Port);
