"""Distances on the globe, and alerts and places as GeoJSON (RFC 7946)."""

from __future__ import annotations

from math import asin, cos, degrees, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the Earth (IUGG), kilometres."""


def haversine_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in kilometres between two points in degrees (haversine formula)."""
    phi1, phi2 = radians(lat1), radians(lat2)
    half_phi = sin((phi2 - phi1) / 2)
    half_lambda = sin(radians(lon2 - lon1) / 2)
    a = half_phi * half_phi + cos(phi1) * cos(phi2) * half_lambda * half_lambda
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, a)))


def latitude_band(lat: float, radius_km: float) -> tuple[float, float]:
    """Lowest and highest latitude, in degrees, within a radius of a point."""
    reach = degrees(radius_km / EARTH_RADIUS_KM)
    return max(-90.0, lat - reach), min(90.0, lat + reach)
