using Atomic.Orchestration.Access;
using Microsoft.AspNetCore.Http;

namespace Atomic.Http.Routes;

/// <summary>One method of one path. Its handler needs no routing of its own: a host without endpoint routing may invoke it after setting route values.</summary>
/// <param name="Method">The method, in upper case; <c>GET</c> also answers <c>HEAD</c>.</param>
/// <param name="Pattern">The path, with its parameters in braces.</param>
/// <param name="Scopes">Of these scopes its caller needs one; <see cref="AccessScopes.None"/>: it is public. The handler itself sees to it.</param>
/// <param name="Handler">Answers the request; turns every failure into a problem and never throws.</param>
public sealed record AtomicRoute(string Method, string Pattern, AccessScopes Scopes, RequestDelegate Handler);
