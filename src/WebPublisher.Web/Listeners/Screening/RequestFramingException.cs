using Microsoft.AspNetCore.Http;

namespace WebPublisher.Web.Listeners.Screening;

/// <summary>The body of a request breaks the grammar of chunks, or its trailers do.</summary>
internal sealed class RequestFramingException(string message) : BadHttpRequestException(message, StatusCodes.Status400BadRequest);
